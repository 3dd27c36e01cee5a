package cloister.cc.layout;

import cloister.cc.type.Field;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives members their places as gcc does for i386 Linux: a bit-field may not cross more units of
 * its type's alignment than an object of the type would, unless it is packed.
 */
public final class RecordLayout {
  private static final int MOST_BYTES = Integer.MAX_VALUE;

  private static final int ALONE = -1;

  private final boolean union;
  private final boolean packed;
  private final int most;
  private final List<Placed> placed = new ArrayList<>();
  private long bits;
  private long largest;
  private int alignment;
  private int run = ALONE;

  /**
   * A member in its place.
   *
   * @param run of a bit-field, the byte where the bit-fields side by side begin that are one
   *     location of memory (C11 3.14); else {@link #ALONE}
   */
  private record Placed(Member member, long bit, int run) {}

  /**
   * @param packed true when the attribute stands at the whole type
   * @param most the alignment that {@code #pragma pack} allows in bytes, or 0
   * @param alignment bytes that an attribute asks for, or 0
   */
  public RecordLayout(boolean union, boolean packed, int most, int alignment) {
    this.union = union;
    this.packed = packed;
    this.most = most;
    this.alignment = Math.max(1, alignment);
  }

  /** Places the next member; its type is complete, or an array whose length is left out. */
  public void add(Member member) {
    if (union) {
      bits = 0;
    }
    int align = alignmentOf(member);
    bits = roundUp(bits, align * 8L);
    if (member.isBitField()) {
      addBitField(member);
    } else {
      alignment = Math.max(alignment, align);
      placed.add(new Placed(member, bits, ALONE));
      run = ALONE;
      bits += 8 * sizeOf(member.type().type());
    }
    largest = Math.max(largest, bits);
  }

  private void addBitField(Member member) {
    int typeAlign = member.naturalAlignment();
    boolean loose = packed || member.packed();
    if (member.width() == 0) {
      bits = roundUp(bits, typeAlign * 8L);
      run = ALONE;
      return;
    }
    long unit = typeAlign * 8L;
    long size = 8L * member.type().type().size();
    if (!loose && most == 0 && (bits % unit + member.width() + unit - 1) / unit > size / unit) {
      bits = roundUp(bits, unit);
    }
    run = union || run == ALONE ? (int) (bits / 8) : run;
    if (!member.name().isEmpty()) {
      int wanted = most != 0 ? Math.min(typeAlign, most) : loose ? 1 : typeAlign;
      alignment = Math.max(alignment, Math.max(wanted, limited(member.alignment())));
      placed.add(new Placed(member, bits, run));
    }
    bits += member.width();
  }

  /** Where it may begin, in bytes; a bit-field begins at any bit, which counts as 1 here. */
  private int alignmentOf(Member member) {
    if (member.isBitField()) {
      return limited(member.alignment());
    }
    int own = packed || member.packed() ? 1 : member.naturalAlignment();
    return limited(Math.max(own, member.alignment()));
  }

  private int limited(int align) {
    return most == 0 ? align : Math.min(align, most);
  }

  private static long sizeOf(Type type) {
    if (type instanceof Type.Array array && array.length() < 0) {
      return 0;
    }
    return type.size();
  }

  private static long roundUp(long value, long unit) {
    return unit <= 1 ? value : (value + unit - 1) / unit * unit;
  }

  /** True when the type is larger than memory. */
  public boolean isTooLarge() {
    return largest / 8 + alignment >= MOST_BYTES;
  }

  /** Gives the type its members. */
  public void complete(RecordType type) {
    int size = (int) roundUp((largest + 7) / 8, alignment);
    Field[] fields = new Field[placed.size()];
    int end = size;
    for (int i = placed.size() - 1; i >= 0; i--) {
      Placed one = placed.get(i);
      Member member = one.member();
      fields[i] =
          member.isBitField()
              ? bitField(member, one.bit(), one.run(), end)
              : Field.plain(
                  member.name(), member.type(), (int) (one.bit() / 8), alignmentOf(member));
      if (!union && i > 0 && placed.get(i - 1).run() != one.run()) {
        end = (int) (one.bit() / 8);
      }
    }
    type.complete(List.of(fields), size, alignment);
  }

  /** The smallest unit that holds the field and nothing else, aligned where that goes. */
  private static Field bitField(Member member, long bit, int from, int to) {
    long first = bit / 8;
    long end = (bit + member.width() + 7) / 8;
    for (int unit = 1; unit <= 8; unit *= 2) {
      long start = first / unit * unit;
      if (end <= start + unit && start >= from && start + unit <= to) {
        return field(member, bit, start, unit);
      }
    }
    for (int unit = 1; unit <= 8; unit *= 2) {
      long start = Math.max(from, Math.min(first, to - unit));
      if (end <= start + unit && start + unit <= to) {
        return field(member, bit, start, unit);
      }
    }
    return field(member, bit, first, (int) Math.min(8, end - first));
  }

  private static Field field(Member member, long bit, long start, int unit) {
    int within = (int) (bit - 8 * start);
    return new Field(member.name(), member.type(), (int) start, within, member.width(), unit, 1);
  }
}
