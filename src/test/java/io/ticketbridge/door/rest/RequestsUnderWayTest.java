package io.ticketbridge.door.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestsUnderWayTest {

    private final RequestsUnderWay underWay = new RequestsUnderWay(3, 100);

    @Test
    void takesNoMoreBodiesThanFitIntoItsBytes() {
        assertThat(underWay.tryEnter(60)).isTrue();
        assertThat(underWay.tryEnter(41)).isFalse();
        assertThat(underWay.tryEnter(40)).isTrue();
        assertThat(underWay.tryEnter(1)).isFalse();

        underWay.leave(60);
        assertThat(underWay.tryEnter(60)).isTrue();
    }

    @Test
    void takesNoMoreRequestsThanItsNumber() {
        assertThat(underWay.tryEnter(0) && underWay.tryEnter(0) && underWay.tryEnter(0))
                .isTrue();
        assertThat(underWay.tryEnter(0)).isFalse();
    }

    @Test
    void takesOneRequestHoweverLarge() {
        assertThat(underWay.tryEnter(1_000)).isTrue();
        assertThat(underWay.tryEnter(0)).isFalse();
    }
}
