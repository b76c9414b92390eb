package io.ticketbridge.socialboards;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Where the reading of a list ends.
 *
 * @param pages a longer list is too long
 * @param patience as is one that takes longer to read
 * @param stop asked before each page: whether to give up now
 */
public record ListLimit(int pages, Duration patience, BooleanSupplier stop) {}
