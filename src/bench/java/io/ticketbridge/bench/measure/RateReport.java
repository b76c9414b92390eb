package io.ticketbridge.bench.measure;

import static io.ticketbridge.bench.measure.Contenders.BARE;
import static io.ticketbridge.bench.measure.Contenders.DOORS;
import static io.ticketbridge.bench.measure.Contenders.FILE;
import static io.ticketbridge.bench.measure.Contenders.IN_FLIGHT;
import static io.ticketbridge.bench.measure.Contenders.LEAST_KEPT;
import static io.ticketbridge.bench.measure.Contenders.LEAST_QUEUE;
import static io.ticketbridge.bench.measure.Contenders.PLAIN;
import static io.ticketbridge.bench.measure.Contenders.QUEUE;
import static io.ticketbridge.bench.measure.Contenders.REST;
import static io.ticketbridge.bench.measure.Contenders.TWO_STEPS;
import static io.ticketbridge.bench.measure.Scale.FAST;
import static io.ticketbridge.bench.measure.Scale.NONE;
import static io.ticketbridge.bench.measure.Scale.SLOW;

import io.ticketbridge.bench.load.ClosedLoop;
import io.ticketbridge.bench.report.Goal;
import io.ticketbridge.bench.report.Section;
import io.ticketbridge.bench.report.Spread;
import io.ticketbridge.bench.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rates of all doors beside the forwarders, and what one ticket costs. */
final class RateReport {

    private final Rates rates;
    private final Scale scale;

    RateReport(Rates rates, Scale scale) {
        this.rates = rates;
        this.scale = scale;
    }

    Section section() {
        List<String> lines = new ArrayList<>();
        lines.add("Median of " + scale.rounds() + " rounds (least..greatest), "
                + scale.window().toMillis()
                + " ms each, in turns (every other one at 50 ms), after " + scale.warmUps()
                + " of twice as long and one round to warm up. "
                + ClosedLoop.CALLERS
                + " callers, in a closed loop;");
        lines.add(IN_FLIGHT
                + " requests under way at once, for all. The doors with fsync, audit and an account; (a) and (b)"
                + " keep nothing. The load and the upstream use the same processors.");
        add(lines, "times (b) plain Camel", ratios(PLAIN));
        add(lines, "times (a) bare forwarder", ratios(BARE));
        add(lines, "what bounds a durable bridge of Camel routes, times (b) plain Camel", bounds());
        add(lines, "tickets a second (of this machine; compare ratios instead)", absolutes());
        lines.add(
                "The last column is for 50 ms, at the latency that the upstream really had: its timer is a little late.");
        add(lines, "what one ticket costs, upstream 0 ms", costs());
        lines.add(
                "A commit is one fsync of the ledger's log, and carries what many tickets write. Those of the audit's relay"
                        + " count too.");
        return new Section("Rates", lines, List.of(restGoal(), bareGoal(), fileGoal(), queueGoal(), limitGoal()));
    }

    private static void add(List<String> lines, String title, Table table) {
        lines.add("");
        lines.add(title);
        lines.addAll(table.lines());
    }

    private Table ratios(String other) {
        Table table = new Table("upstream answers after", "0 ms", "5 ms", "50 ms");
        for (String door : DOORS) {
            table.row(door, ratio(door, other, NONE), ratio(door, other, FAST), ratio(door, other, SLOW));
        }
        if (other.equals(BARE)) {
            table.row(PLAIN, ratio(PLAIN, BARE, NONE), ratio(PLAIN, BARE, FAST), ratio(PLAIN, BARE, SLOW));
        }
        return table;
    }

    private Table bounds() {
        Table table = new Table("upstream answers after", "0 ms", "5 ms", "processor, us: 0 ms", "5 ms");
        for (String entrant : List.of(PLAIN, TWO_STEPS, LEAST_KEPT, REST, LEAST_QUEUE, QUEUE)) {
            table.row(
                    entrant,
                    ratio(entrant, PLAIN, NONE),
                    ratio(entrant, PLAIN, FAST),
                    rates.of(entrant, NONE, Rates.Sample::processorMicros).text(0),
                    rates.of(entrant, FAST, Rates.Sample::processorMicros).text(0));
        }
        return table;
    }

    private Table absolutes() {
        Table table = new Table("upstream answers after", "0 ms", "5 ms", "50 ms", "of in-flight / latency");
        for (String entrant : List.of(BARE, PLAIN, REST, FILE, QUEUE)) {
            table.row(
                    entrant,
                    rates.perSecond(entrant, NONE).text(0),
                    rates.perSecond(entrant, FAST).text(0),
                    rates.perSecond(entrant, SLOW).text(0),
                    ofLimit(entrant).text(2));
        }
        return table;
    }

    private Table costs() {
        Table table = new Table("", "processor, us", "ledger commits", "wire requests", "goes on afterwards, ms");
        for (String entrant : List.of(BARE, PLAIN, REST, FILE, QUEUE)) {
            table.row(
                    entrant,
                    rates.of(entrant, NONE, Rates.Sample::processorMicros).text(0),
                    rates.of(entrant, NONE, Rates.Sample::commits).text(2),
                    rates.of(entrant, NONE, Rates.Sample::wireRequests).text(2),
                    rates.of(entrant, NONE, sample -> sample.tail().toMillis()).text(0));
        }
        return table;
    }

    private String ratio(String entrant, String other, Duration latency) {
        return rates.ratio(entrant, other, latency).text(2);
    }

    private Spread ofLimit(String entrant) {
        return rates.of(entrant, SLOW, Rates.Sample::ofInFlight);
    }

    private Goal restGoal() {
        return asFast("REST door at least 1.0 x plain Camel", REST);
    }

    private Goal queueGoal() {
        return asFast("queue door at least 1.0 x plain Camel", QUEUE);
    }

    private Goal asFast(String text, String door) {
        boolean met = rates.ratio(door, PLAIN, NONE).median() >= 1
                && rates.ratio(door, PLAIN, FAST).median() >= 1;
        return Goal.of(text, met, "0 ms " + ratio(door, PLAIN, NONE) + ", 5 ms " + ratio(door, PLAIN, FAST));
    }

    private Goal bareGoal() {
        Spread ratio = rates.ratio(REST, BARE, NONE);
        return Goal.of(
                "REST door as near to 0.5 x the bare forwarder as Camel allows",
                ratio.median() >= 0.5,
                "0 ms " + ratio.text(2) + "; plain Camel itself " + ratio(PLAIN, BARE, NONE));
    }

    private Goal fileGoal() {
        Spread ratio = rates.ratio(FILE, PLAIN, NONE);
        return Goal.of("file door at least 2 x plain Camel's rate", ratio.median() >= 2, "0 ms " + ratio.text(2));
    }

    private Goal limitGoal() {
        boolean met = DOORS.stream().allMatch(door -> ofLimit(door).median() >= 0.95);
        return Goal.of(
                "at 50 ms the in-flight limit sets the rate, 0.95 of it or more",
                met,
                String.format(
                        Locale.ROOT,
                        "REST %s, file %s, queue %s",
                        ofLimit(REST).text(2),
                        ofLimit(FILE).text(2),
                        ofLimit(QUEUE).text(2)));
    }
}
