package io.ticketbridge.socialboards;

/** The documented model of {@code POST /tickets}. (Skeleton: grows every documented field.) */
public record CreateTicketRequest(String title, String message, boolean isHtml) {

    /** UTF-8 JSON with exactly the documented names; absent fields absent. */
    public byte[] toJson() {
        throw new AssertionError("skeleton");
    }
}
