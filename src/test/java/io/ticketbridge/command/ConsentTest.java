package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentTest {

    private final List<String> prompts = new ArrayList<>();

    private Consent answering(boolean given, String answer) {
        return new Consent(given, Optional.of(prompt -> {
            prompts.add(prompt);
            return answer;
        }));
    }

    @ParameterizedTest
    @CsvSource({"y,true", "Y,true", " yes ,true", "YES,true", "n,false", "'',false", "yo,false", "j,false", ",false"})
    void onlyYesAgrees(String answer, boolean agreed) {
        assertThat(answering(false, answer).to("Send 2,000 tickets?")).isEqualTo(agreed);
        assertThat(prompts).containsExactly("Send 2,000 tickets? [y/N] ");
    }

    @Test
    void whatWasAgreedToOnTheCommandLineIsNotAskedAgain() {
        Consent consent = answering(true, "n");

        consent.require("never told");

        assertThat(consent.to("Sure?")).isTrue();
        assertThat(prompts).isEmpty();
    }

    @Test
    void withNobodyToAskItSaysSo() {
        assertThatThrownBy(() -> new Consent(false, Optional.empty()).require("Add --yes."))
                .isInstanceOf(UnusableException.class)
                .hasMessage("Add --yes.");
    }

    @Test
    void anAnswerCannotBeHiddenByControlCharacters() {
        answering(false, "y").to("Import \u001B[2Jx.csv?");

        assertThat(prompts).containsExactly("Import \\u001B[2Jx.csv? [y/N] ");
    }
}
