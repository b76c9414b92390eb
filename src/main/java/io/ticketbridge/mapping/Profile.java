package io.ticketbridge.mapping;

import io.ticketbridge.newsocialcloud.SupportTicket.Sentiment;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What {@code mapping.yaml} says about one application. Values are checked; placeholders name known fields. */
record Profile(
        Optional<Long> categoryId,
        Optional<Template> assigneeId,
        List<Template> tags,
        List<Template> cc,
        SortedMap<Long, Template> customFields,
        Optional<Template> sourceName,
        Optional<Sentiment> sentiment,
        boolean allowHtml) {}
