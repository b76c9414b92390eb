package io.ticketbridge.bench.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Measurements of one thing: the median, and from the least to the greatest. */
public record Spread(double median, double least, double greatest) {

    public static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] middle = Arrays.copyOfRange(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1);
        return new Spread(Arrays.stream(middle).average().orElseThrow(), sorted[0], sorted[sorted.length - 1]);
    }

    /** Such as {@code 1.04 (0.98..1.10)}. @param decimals of each number */
    public String text(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + ".." + number + ")", median, least, greatest);
    }
}
