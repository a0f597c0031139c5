package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.testing.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the file of a report holds, without a browser. */
class HtmlReportTest {

    private static final String HTML = HtmlReport.render(SampleReports.all(SampleReports.HOSTILE));

    @Test
    void nothingIsLoaded() {
        assertFalse(
                Pattern.compile("<(link|iframe|img|object|embed)|\\ssrc=|url\\(['\"]?http|@import")
                        .matcher(HtmlReport.render(SampleReports.all("a")).replaceAll("(?s)<script.*?</script>", ""))
                        .find(),
                "something is loaded");
        assertTrue(HTML.contains("default-src 'none'"));
        assertTrue(HTML.contains("Permission to use, copy, modify, and/or distribute"), "D3's licence");
    }

    @Test
    void thePolicyNamesEachScriptAndTheStyle() throws Exception {
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(HTML);
        assertTrue(policy.find());
        Matcher parts = Pattern.compile("(?s)<(script|style)>(.*?)</\\1>").matcher(HTML);
        int found = 0;
        while (parts.find()) {
            String hash = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(parts.group(2).getBytes(StandardCharsets.UTF_8)));
            assertTrue(policy.group(1).contains("'sha256-" + hash + "'"), "of the " + parts.group(1) + " " + found);
            found++;
        }
        assertEquals(3, found, "a style, D3 and our own script");
        assertFalse(policy.group(1).contains("unsafe"), policy.group(1));
    }

    @Test
    void namesAreEscaped() {
        assertFalse(HTML.contains("<img"));
        assertEquals(3, HTML.split("</script>", -1).length - 1, "scripts end where they should");
        Matcher data = Pattern.compile("(?s)<script type=\"application/json\" id=\"figures\">(.*?)</script>")
                .matcher(HTML);
        assertTrue(data.find());
        List<?> figures =
                (List<?>) Json.parse("{\"figures\":" + data.group(1) + "}").get("figures");
        assertEquals(8, figures.size());
        assertTrue(figures.toString().contains(SampleReports.HOSTILE), "as it was");
    }

    @Test
    void theSameReportIsTheSameFile() {
        assertEquals(HTML, HtmlReport.render(SampleReports.all(SampleReports.HOSTILE)));
    }

    @Test
    void columnsOfNumbersAreAlignedToTheRight() {
        String html = HtmlReport.render(SampleReports.all("a"));
        assertTrue(html.contains("<th scope=\"col\">class</th><th scope=\"col\" class=\"n\">precision</th>"), html);
        assertTrue(html.contains("<td class=\"n\">1,010</td>"));
    }
}
