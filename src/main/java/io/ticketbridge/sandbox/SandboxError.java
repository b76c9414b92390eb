package io.ticketbridge.sandbox;

/**
 * The sandbox's own error codes. Socialboards documents none, neither codes nor the HTTP status they come with, so
 * these are chosen to be taken for nothing else; do not build on them.
 */
enum SandboxError {
    NOT_JSON(990_001, 400),
    UNKNOWN_FIELD(990_002, 400),
    WRONG_TYPE(990_003, 400),
    MISSING_FIELD(990_004, 400),
    INVALID_VALUE(990_005, 400),
    UNAUTHORIZED(990_401, 401),
    NOT_FOUND(990_404, 404),
    WRONG_METHOD(990_405, 405),
    TOO_LARGE(990_413, 413),
    NOT_JSON_TYPE(990_415, 415);

    private final int code;
    private final int status;

    SandboxError(int code, int status) {
        this.code = code;
        this.status = status;
    }

    int code() {
        return code;
    }

    Answer answer(String text) {
        return Envelope.error(status, code, text);
    }
}
