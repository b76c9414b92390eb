package io.ticketbridge.door.rest;

import static io.ticketbridge.door.rest.RequestsUnderWay.COST;
import static io.ticketbridge.door.rest.RequestsUnderWay.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestsUnderWayTest {

    private static final long MEGABYTE = 1 << 20;

    /** As in a heap of 256 MiB. */
    private final RequestsUnderWay underWay = new RequestsUnderWay(1_000, 64 * MEGABYTE);

    @Test
    void takesNoMoreLargeBodiesThanItsMemoryHoldsInAllTheirForms() {
        RequestsUnderWay.Place first = underWay.tryEnter(MEGABYTE).orElseThrow();
        assertThat(underWay.tryEnter(MEGABYTE)).isPresent();
        assertThat(underWay.tryEnter(MEGABYTE)).isPresent();
        assertThat(underWay.tryEnter(MEGABYTE)).isEmpty();

        first.leave();
        assertThat(underWay.tryEnter(MEGABYTE)).isPresent();
        assertThat(underWay.tryEnter(MEGABYTE)).isEmpty();
    }

    @Test
    void turnsNoSmallRequestAwayBecauseOfLargeOnes() {
        while (underWay.tryEnter(MEGABYTE).isPresent()) {
            // until there is no memory for one more
        }
        long places = 16 * MEGABYTE / COST / SMALL;
        assertThat(IntStream.range(0, (int) places))
                .allMatch(i -> underWay.tryEnter(SMALL).isPresent());
        assertThat(underWay.tryEnter(SMALL)).isEmpty();
    }

    @Test
    void letsSmallRequestsHaveAllTheMemoryThatNoLargeOneHas() {
        long places = 64 * MEGABYTE / COST / SMALL;
        assertThat(IntStream.range(0, (int) places))
                .allMatch(i -> underWay.tryEnter(SMALL).isPresent());
        assertThat(underWay.tryEnter(SMALL)).isEmpty();
    }

    @Test
    void takesNoMoreRequestsThanItsNumber() {
        RequestsUnderWay three = new RequestsUnderWay(3, MEGABYTE);
        assertThat(IntStream.range(0, 3)).allMatch(i -> three.tryEnter(0).isPresent());
        assertThat(three.tryEnter(0)).isEmpty();
    }

    @Test
    void takesOneRequestHoweverLarge() {
        assertThat(underWay.tryEnter(1_000 * MEGABYTE)).isPresent();
        assertThat(underWay.tryEnter(MEGABYTE)).isEmpty();
        assertThat(underWay.tryEnter(SMALL)).isPresent();
    }

    @Test
    void countsABodyOfUnknownLengthByWhatCame() {
        for (int i = 0; i < 20; i++) {
            underWay.tryEnter(MEGABYTE).orElseThrow().measured(100);
        }
        assertThat(underWay.tryEnter(MEGABYTE)).isPresent();
    }

    @Test
    void countsNothingForWhatHasLeftBeforeItsBodyCame() {
        for (int i = 0; i < 20; i++) {
            RequestsUnderWay.Place gone = underWay.tryEnter(MEGABYTE).orElseThrow();
            gone.leave();
            gone.measured(MEGABYTE);
        }
        assertThat(underWay.tryEnter(MEGABYTE)).isPresent();
    }
}
