package io.ticketbridge.bench.load;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Tickets of ordinary size, no two alike, in the forms the doors take. Thread-safe. */
public final class TicketTexts {

    private static final String MESSAGE =
            "Hei, fakturaen for mai har ikke KID-nummer, og beløpet stemmer ikke med avtalen"
                    + " vi gjorde i april. Kan dere se på dette før forfall, og sende en ny faktura til samme adresse? Vi har"
                    + " betalt de to forrige til riktig tid. Vennlig hilsen Åse Ødegård, Ålesund. Sak ";
    private static final String FORM_START = "application_id=42&subject=Faktura+mangler+KID+";
    private static final String FORM_MIDDLE = "&message=" + URLEncoder.encode(MESSAGE, StandardCharsets.UTF_8);

    private final AtomicLong next = new AtomicLong();

    /** The number of a ticket nobody has sent yet. */
    public long number() {
        return next.incrementAndGet();
    }

    /** As {@code application/x-www-form-urlencoded}. */
    public static String form(long number) {
        return FORM_START + number + FORM_MIDDLE + number;
    }

    public static String json(long number) {
        return "{\"application_id\":\"42\",\"subject\":\"Faktura mangler KID " + number + "\",\"message\":\"" + MESSAGE
                + number + "\"}";
    }

    /** As it goes to the upstream. */
    public static String createTicketRequest(long number) {
        return "{\"isHtml\":false,\"title\":\"Faktura mangler KID " + number + "\",\"message\":\"" + MESSAGE + number
                + "\"}";
    }

    public static String csvHeader() {
        return "application_id,subject,message\n";
    }

    /** @param padding makes the message longer */
    public static String csvRow(long number, String padding) {
        return "42,Faktura mangler KID " + number + ",\"" + padding + MESSAGE + number + "\"\n";
    }
}
