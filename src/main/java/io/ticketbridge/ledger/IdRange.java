package io.ticketbridge.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Numbers of events that follow each other without a gap, so that no other event can be among them. */
record IdRange(long first, long last) {

    /** The fewest ranges that hold these numbers and no other, ascending. */
    static List<IdRange> of(Collection<Long> ids) {
        List<IdRange> ranges = new ArrayList<>();
        for (long id : ids.stream().sorted().distinct().toList()) {
            IdRange before = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (before != null && before.last + 1 == id) {
                ranges.set(ranges.size() - 1, new IdRange(before.first, id));
            } else {
                ranges.add(new IdRange(id, id));
            }
        }
        return ranges;
    }
}
