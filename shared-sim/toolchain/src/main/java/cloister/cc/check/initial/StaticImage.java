package cloister.cc.check.initial;

import static cloister.message.Argument.code;

import cloister.cc.check.constant.RealMath;
import cloister.cc.check.constant.StaticEvaluator;
import cloister.cc.check.constant.StaticValue;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Program.Reference;
import cloister.cc.tree.Statement.Store;
import cloister.cc.type.Field;
import cloister.cc.type.Type;
import cloister.cc.type.Type.Floating;
import cloister.cc.type.TypeText;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An object's first value as bytes and references. */
public final class StaticImage {
  private static final int MOST_BYTES = 64 << 20;

  private final byte[] bytes;
  private final List<Reference> references = new ArrayList<>();

  private StaticImage(int size) {
    bytes = new byte[size];
  }

  /** Nothing when a value is known only when the program runs. */
  public static boolean isConstant(List<Store> stores) {
    for (Store store : stores) {
      if (StaticEvaluator.value(store.value()).filter(value -> fits(value, store)).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(StaticValue value, Store store) {
    boolean number = value instanceof StaticValue.Whole || value instanceof StaticValue.Floating;
    return number || store.bitField().isEmpty() && store.type().type().size() == 4;
  }

  /** Makes the image, and reports values that are not constant. */
  public static StaticImage of(Initial initial, RealMath reals, Diagnostics diagnostics) {
    boolean large = initial.size() > MOST_BYTES || initial.size() < 0;
    if (large && initial.stores().stream().allMatch(StaticImage::isZero)) {
      return new StaticImage(0);
    }
    if (large) {
      String type = TypeText.of(initial.type());
      diagnostics.error(
          initial.stores().getFirst().value().span(),
          Message.of("cc.type.large", code("type", type)));
    }
    StaticImage image = new StaticImage(large ? 0 : initial.size());
    for (Store store : large ? List.<Store>of() : initial.stores()) {
      Optional<StaticValue> value =
          StaticEvaluator.value(store.value()).filter(found -> fits(found, store));
      if (value.isPresent()) {
        image.put(store, value.get(), reals);
      } else {
        diagnostics.error(store.value().span(), Message.of("cc.type.initial.constant"));
      }
    }
    return image;
  }

  private static boolean isZero(Store store) {
    return StaticEvaluator.value(store.value()).orElse(null)
            instanceof StaticValue.Whole(long number)
        && number == 0;
  }

  private void put(Store store, StaticValue value, RealMath reals) {
    Type type = store.type().type();
    int offset = store.offset();
    switch (value) {
      case StaticValue.Whole(long number) when store.bitField().isPresent() ->
          putBits(offset, store.bitField().get(), number);
      case StaticValue.Whole(long number) -> {
        forget(offset, type.size());
        for (int i = 0; i < type.size(); i++) {
          bytes[offset + i] = (byte) (number >>> 8 * Math.min(i, 63));
        }
      }
      case StaticValue.Floating(var number) -> {
        byte[] real = reals.bytes(number, (Floating) type);
        System.arraycopy(real, 0, bytes, offset, real.length);
      }
      case StaticValue.Address(String symbol, int addend) -> {
        forget(offset, 4);
        references.add(new Reference(offset, symbol, addend));
      }
      case StaticValue.Distance(String symbol, String minus, int addend) -> {
        forget(offset, 4);
        references.add(new Reference(offset, symbol, addend, minus));
      }
    }
  }

  /** A later value takes the place of an address. */
  private void forget(int offset, int size) {
    if (!references.isEmpty() && references.getLast().offset() + 4 > offset) {
      references.removeIf(
          reference -> reference.offset() + 4 > offset && reference.offset() < offset + size);
    }
  }

  private void putBits(int offset, Field field, long number) {
    for (int i = 0; i < field.width(); i++) {
      int bit = field.bit() + i;
      int mask = 1 << (bit & 7);
      boolean set = (number >>> i & 1) != 0;
      int at = offset + bit / 8;
      bytes[at] = (byte) (set ? bytes[at] | mask : bytes[at] & ~mask);
    }
  }

  /** Empty when all bytes are zero and nothing refers to anything. */
  public byte[] bytes() {
    boolean zero = references.isEmpty();
    for (int i = 0; i < bytes.length && zero; i++) {
      zero = bytes[i] == 0;
    }
    return zero ? new byte[0] : bytes;
  }

  public List<Reference> references() {
    return references;
  }
}
