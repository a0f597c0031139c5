package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rare, as a browser shows it: constants, small ranges, long paths, paper. */
class EdgesInBrowserTest extends InBrowser {

    @ParameterizedTest
    @ValueSource(ints = {390, 1200})
    void whatIsRareIsDrawnAsWhatItIs(int width) throws Exception {
        browser.open(write("edges.html", EdgeReports.edges()), width, 900);
        assertEquals(List.of(), browser.complaints());
        assertEquals(List.of(), cut(), "cut off");
        assertEquals(List.of(), overlapping(), "overlapping");
        assertEquals("probability: 0.5 everywhere", text("#constant .scale"));
        assertEquals(0.0, count("#constant :is(.height, .level)"), "rounding is drawn");
        assertEquals("momentumdiverged at step 1", text("#constant .legend button"));
        assertEquals(0.0, count("#constant .player"), "there is nothing to play");
        // The ramp crosses the height on one upright line, which is no edge of the picture.
        List<?> box = (List<?>) browser.evaluate(
                "(() => { const r = document.querySelector('#ramp path.level').getBoundingClientRect(),"
                        + " g = document.querySelector('#ramp .ground rect').getBoundingClientRect();"
                        + " return [r.width, r.height / g.height, (r.left - g.left) / g.width]; })()");
        assertTrue((Double) box.get(0) < 2 && (Double) box.get(1) > 0.9, "line: " + box);
        assertEquals(0.45, (Double) box.get(2), 0.02);
        assertEquals(2.0, count("#ramp path.mark:is(.positive, .negative)"));
        for (String id : List.of("flat", "noise")) {
            List<?> ticks = (List<?>) browser.evaluate("[...document.querySelector('#" + id
                    + " svg.plot > g:nth-of-type(2)').querySelectorAll('.tick text')].map(t => t.textContent)");
            assertTrue(
                    ticks.size() >= 3
                            && ticks.size() == ticks.stream().distinct().count(),
                    id + ": " + ticks);
        }
        assertEquals(36.0, count("#steps text.in"), "cells without their numbers");
        assertEquals(
                true,
                browser.evaluate(
                        "[...document.querySelectorAll('#steps svg.plot text')].some(t => t.firstChild.data === 'momentum')"),
                "the name of a row is cut");
        assertEquals(
                List.of(),
                browser.evaluate(
                        "[...document.querySelectorAll('.scale, .tiles dd')].filter(e => e.scrollWidth > e.clientWidth)"
                                + ".map(e => e.textContent)"),
                "runs over its border");
        assertEquals(1.0, count(".tiles"), "words are set as large as numbers");
        String colour =
                "[...document.querySelectorAll('.legend button')].filter(b => b.textContent.startsWith('momentum'))"
                        + ".map(b => b.querySelector('svg').getAttribute('class'))";
        assertEquals(1, ((List<?>) browser.evaluate(colour)).stream().distinct().count(), "one rule, one colour");
    }

    /** No page of paper ends with a heading: what follows it would begin on the next. */
    @Test
    void headingsStayWithWhatTheyHead() throws Exception {
        browser.open(write("edges.html", EdgeReports.edges()), 740, 980);
        browser.send("Emulation.setEmulatedMedia", Map.of("media", "print"));
        try {
            for (String heading : List.of("h2", "h3", "section > p")) {
                assertEquals(
                        List.of("avoid"),
                        browser.evaluate("[...new Set([...document.querySelectorAll('" + heading
                                + "')].map(e => getComputedStyle(e).breakAfter))]"),
                        heading);
            }
            assertEquals(
                    List.of("avoid"),
                    browser.evaluate(
                            "[...new Set([...document.querySelectorAll('.card')].map(e => getComputedStyle(e).breakInside))]"));
            // A page has about 980 of these pixels; a table of colours must leave room for what stands above and below
            // it.
            browser.evaluate("dispatchEvent(new Event('beforeprint'))");
            assertEquals(
                    true,
                    browser.evaluate(
                            "[...document.querySelectorAll('figure')].every(f => f.getBoundingClientRect().height < 900)"),
                    "a figure is higher than a page");
        } finally {
            browser.evaluate("dispatchEvent(new Event('afterprint'))");
            browser.send("Emulation.setEmulatedMedia", Map.of("media", ""));
        }
    }

    /**
     * A section that does not fit below another one begins on a page of its own, and its map stays with its caption: the claims, the section with its map, and the
     * table that follows are three pages.
     */
    @Test
    void aMapIsNotPartedFromItsCaptionOnPaper() throws Exception {
        browser.open(write("sweep.html", EdgeReports.sweep()), 1280, 900);
        for (double[] paper : new double[][] {{8.27, 11.69}, {8.5, 11}}) {
            String pdf = new String(
                    Base64.getDecoder().decode((String)
                            browser.send("Page.printToPDF", Map.of("paperWidth", paper[0], "paperHeight", paper[1]))
                                    .get("data")),
                    StandardCharsets.ISO_8859_1);
            assertEquals(3, pdf.split("/Type /Page\\b", -1).length - 1, "pages of " + paper[1] + " inches");
        }
    }

    /** Where a table is wider than the screen, the edge behind which it goes on fades. */
    @Test
    void edgesTellThatATableGoesOn() throws Exception {
        String edges = "(e => [e.className, getComputedStyle(e).maskImage !== 'none'].join())"
                + "(document.querySelector('#steps .scroll'))";
        browser.open(write("edges.html", EdgeReports.edges()), 390, 900);
        browser.await(edges + " === 'scroll more-right,true'");
        browser.evaluate("document.querySelector('#steps .scroll').scrollLeft = 60");
        browser.await(edges + " === 'scroll more-right more-left,true'");
        browser.evaluate("document.querySelector('#steps .scroll').scrollLeft = 10000");
        browser.await(edges + " === 'scroll more-left,true'");
        browser.send("Emulation.setEmulatedMedia", Map.of("media", "print"));
        try {
            // Paper does not scroll, so that the page may have taken its word back: it is given once more.
            assertEquals(
                    "none",
                    browser.evaluate("(e => { e.classList.add('more-left'); return getComputedStyle(e).maskImage; })"
                            + "(document.querySelector('#steps .scroll'))"),
                    "on paper");
        } finally {
            browser.send("Emulation.setEmulatedMedia", Map.of("media", ""));
        }
        browser.open(write("edges.html", EdgeReports.edges()), 1280, 900);
        browser.await(edges + " === 'scroll,false'");
        assertEquals(List.of(), browser.complaints());
    }

    /** Long paths keep some of their steps; each press shows another one, with its own number. */
    @Test
    void aLongPathIsPlayedFromStepToStep() throws Exception {
        browser.open(write("long.html", EdgeReports.longPath(3001)), 1200, 900);
        String track = "document.querySelector('#long path.walk').getAttribute('d')";
        assertEquals("step 3000 of 3000", text("#long output"));
        click("#long .player button:nth-of-type(1)");
        assertEquals("step 0 of 3000", text("#long output"));
        Object before = browser.evaluate(track);
        for (int press = 1; press <= 5; press++) {
            click("#long .player button:nth-of-type(4)");
            Object after = browser.evaluate(track);
            assertNotEquals(before, after, "press " + press + " shows nothing new");
            before = after;
            String step = text("#long output").toString().replaceAll("step (\\d+) of 3000", "$1");
            // The value of a step is its number, so that the legend tells which point is shown.
            assertEquals(step, text("#long .legend b"));
        }
        click("#long .player button:nth-of-type(2)");
        browser.evaluate("document.querySelector('#long details').open = true");
        browser.await("document.querySelector('#long details .note') !== null");
        assertTrue(text("#long details .note").toString().contains("path shows 1000 of 3001 points"));
    }
}
