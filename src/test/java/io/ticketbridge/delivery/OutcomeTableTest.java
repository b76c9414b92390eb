package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.delivery.OutcomeFunction.Policy;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutcomeTableTest {

    @Test
    void showsTheCodesAndTheLimitInForce() {
        OutcomeTable table =
                new OutcomeFunction(new Policy(Set.of(9, 5), Set.of(), Set.of(-7), Duration.ofMinutes(90))).table();

        assertThat(table.lines())
                .extracting(OutcomeTable.Line::condition)
                .contains("other errorCode of retry-codes [5, 9]")
                .contains("other errorCode of halt-codes []")
                .contains("other errorCode of park-codes [-7]");
        assertThat(table.lines())
                .filteredOn(line -> line.id().equals("throttled"))
                .singleElement()
                .satisfies(line -> assertThat(line.outcome()).contains("Retry-After up to 1h30m for"));
    }

    @Test
    void writesTheLimitAsTheConfigurationDoes() {
        OutcomeTable table = new OutcomeFunction(new Policy(Set.of(), Set.of(), Set.of(), Duration.ofDays(7))).table();

        assertThat(table.lines()).extracting(OutcomeTable.Line::outcome).anySatisfy(outcome -> assertThat(outcome)
                .contains("Retry-After up to 7d for"));
    }

    @Test
    void namesEachRowOnce() {
        OutcomeTable table = new OutcomeFunction(new Policy(Set.of(), Set.of(), Set.of(), Duration.ZERO)).table();

        assertThat(table.lines()).extracting(OutcomeTable.Line::id).doesNotHaveDuplicates();
    }
}
