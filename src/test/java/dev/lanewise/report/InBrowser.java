package dev.lanewise.report;

import dev.lanewise.figure.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What tests in a browser share: the browser, and what they look for. */
abstract class InBrowser {

    @TempDir
    static Path folder;

    static Browser browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Optional<Path> program = Browser.find();
        if (program.isEmpty()) {
            String reason =
                    "Reports are not tested in a browser: there is no chromium on the PATH. Debian's package is chromium.";
            System.err.println(reason);
            Assumptions.abort(reason);
        }
        browser = new Browser(program.orElseThrow());
    }

    @AfterAll
    static void end() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    static Path write(String name, Report report) throws IOException {
        return Files.writeString(folder.resolve(name), HtmlReport.render(report));
    }

    /** Texts of charts that leave their drawing. */
    static List<?> cut() throws InterruptedException {
        return (List<?>) browser.evaluate("[...document.querySelectorAll('svg.plot')].flatMap(svg => {"
                + " return [...svg.querySelectorAll('text')].filter(t => {"
                + " const box = (t.closest('.area') ? svg.querySelector('.ground rect') : svg).getBoundingClientRect(); const r = t.getBoundingClientRect();"
                + " return r.width > 0 && (r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1 || r.bottom > box.bottom + 1); })"
                + ".map(t => svg.closest('figure').id + ': ' + t.textContent); })");
    }

    /** Pairs of upright texts of a chart that lie on each other. */
    static List<?> overlapping() throws InterruptedException {
        return (List<?>)
                browser.evaluate(
                        "[...document.querySelectorAll('svg.plot')].flatMap(svg => {"
                                + " const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent && !t.closest('.area') && !/rotate/.test(t.getAttribute('transform') || ''))"
                                + ".map(t => ({ t: t.textContent, r: t.getBoundingClientRect() }));"
                                + " return texts.flatMap((a, i) => texts.slice(i + 1).filter(b => a.r.left < b.r.right - 1 && b.r.left < a.r.right - 1"
                                + " && a.r.top < b.r.bottom - 2 && b.r.top < a.r.bottom - 2).map(b => svg.closest('figure').id + ': ' + a.t + ' / ' + b.t)); })");
    }

    static Object text(String selector) throws InterruptedException {
        return browser.evaluate("document.querySelector('" + selector + "').textContent");
    }

    static double count(String selector) throws InterruptedException {
        return (Double) browser.evaluate("document.querySelectorAll('" + selector + "').length");
    }

    static void click(String selector) throws InterruptedException {
        browser.evaluate("document.querySelector('" + selector + "').click()");
    }
}
