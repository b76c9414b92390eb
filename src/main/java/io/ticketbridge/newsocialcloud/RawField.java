package io.ticketbridge.newsocialcloud;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * Name and value of a form's field before their charset is known.
 *
 * @param charset the field's own, which only a part of a multipart body can declare
 */
record RawField(byte[] name, byte[] value, Optional<Charset> charset) {}
