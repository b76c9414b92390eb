package io.ticketbridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AddressesTest {

    /** The rule in its plainest words, which tries every place of a text. */
    private static final Pattern RULE =
            Pattern.compile("[^\\s@<>\"',;:()\\[\\]{}]+@[^\\s@<>\"',;:()\\[\\]{}]+|\\+\\d[\\d ()-]{5,18}\\d");

    private static final List<String> PIECES = List.of(
            "a",
            "x1",
            "@",
            "@",
            " ",
            "+",
            "+4",
            "47 ",
            "99887766",
            "(22)",
            "-",
            "<",
            ":",
            "é",
            "\ud83d\ude00",
            ".no",
            "\n",
            "٣");

    @Test
    void findsWhatTheRuleInItsPlainestWordsFinds() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(14); piece >= 0; piece--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            assertThat(Addresses.hidden(text.toString()))
                    .as(text.toString())
                    .isEqualTo(RULE.matcher(text).replaceAll("***"));
        }
    }

    @Test
    @Timeout(20)
    void aLongTextThatOnlyLooksLikeAnAddressTakesNoLongerThanItsLength() {
        String word = "a".repeat(2_000_000);

        assertThat(Addresses.hidden(word + " @")).isEqualTo(word + " @");
        assertThat(Addresses.hidden("+4" + " ".repeat(2_000_000) + "@")).endsWith("@");
    }
}
