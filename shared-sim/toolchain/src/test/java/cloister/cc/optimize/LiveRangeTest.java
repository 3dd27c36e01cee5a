package cloister.cc.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveRangeTest {
  /** Stretches of positions as a set of bits, and as a range. */
  private static LiveRange range(BitSet positions) {
    LiveRange range = new LiveRange();
    for (int end = positions.length(); end > 0; ) {
      int start = positions.previousClearBit(end - 1) + 1;
      range.add(start, end);
      end = start == 0 ? 0 : positions.previousSetBit(start - 1) + 1;
    }
    return range;
  }

  private static BitSet some(Random random, int stretches) {
    BitSet positions = new BitSet();
    for (int i = 0; i < stretches; i++) {
      int start = random.nextInt(200);
      positions.set(start, start + 1 + random.nextInt(6));
    }
    return positions;
  }

  @Test
  void rangesMeetWhereTheyShareAPosition() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      BitSet one = some(random, 1 + random.nextInt(8));
      BitSet other = some(random, 1 + random.nextInt(8));
      assertEquals(one.intersects(other), range(one).meets(range(other)), one + " " + other);
    }
  }

  @Test
  void aUnionMeetsWhatEitherMeets() {
    Random random = new Random(2);
    for (int i = 0; i < 2000; i++) {
      BitSet one = some(random, 1 + random.nextInt(5));
      BitSet other = some(random, 1 + random.nextInt(5));
      other.andNot(one);
      LiveRange union = LiveRange.union(range(one), range(other));
      one.or(other);
      BitSet probe = some(random, 2);
      assertEquals(one.intersects(probe), union.meets(range(probe)), one + " " + probe);
    }
  }

  @Test
  void aWriteCutsWhatWasBeforeIt() {
    LiveRange range = new LiveRange();
    range.add(0, 20);
    range.startAt(7);
    LiveRange before = new LiveRange();
    before.add(0, 7);
    LiveRange behind = new LiveRange();
    behind.add(7, 8);
    assertFalse(range.meets(before));
    assertTrue(range.meets(behind));
  }
}
