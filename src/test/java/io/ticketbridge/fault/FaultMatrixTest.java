package io.ticketbridge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The README's fault matrix and the tests say the same. After a change of a {@link ProvesFault}, {@code ./mvnw test
 * -Dtest=FaultMatrixTest -Dfault-matrix.write=true} writes it anew.
 */
class FaultMatrixTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern SECTION =
            Pattern.compile("(?<=<!-- fault-matrix -->\n).*(?=<!-- /fault-matrix -->)", Pattern.DOTALL);

    private final FaultMatrix matrix = FaultMatrix.ofAllTests();

    @Test
    void theReadmeShowsWhatTheTestsProve() throws IOException {
        String expected = matrix.asMarkdown();
        String readme = Files.readString(README);
        if (Boolean.getBoolean("fault-matrix.write")) {
            readme = SECTION.matcher(readme).replaceFirst(Matcher.quoteReplacement(expected));
            Files.writeString(README, readme);
        }

        assertThat(SECTION.matcher(readme).results().map(MatchResult::group)).containsExactly(expected);
    }

    @Test
    void everyProofIsATestThatRuns() {
        assertThat(matrix.unproved()).isEmpty();
    }

    @Test
    void everyGroupOfFaultsHasItsProof() {
        assertThat(matrix.rows().stream().map(FaultMatrix.Row::group)).contains(ProvesFault.Group.values());
    }
}
