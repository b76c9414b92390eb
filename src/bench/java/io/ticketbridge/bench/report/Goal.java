package io.ticketbridge.bench.report;

/** One goal, and how far it is reached. */
public record Goal(String text, Verdict verdict, String figure) {

    /** Whether a goal is reached. */
    public enum Verdict {
        MET("met"),
        NOT_MET("NOT MET"),
        NOT_MEASURED("not measured");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }
    }

    public static Goal of(String text, boolean met, String figure) {
        return new Goal(text, met ? Verdict.MET : Verdict.NOT_MET, figure);
    }

    public static Goal notMeasured(String text, String why) {
        return new Goal(text, Verdict.NOT_MEASURED, why);
    }

    String word() {
        return verdict.word;
    }
}
