package cloister.cc.generate.emit;

import cloister.cc.code.Item;
import cloister.cc.tree.Program.Reference;
import cloister.cc.tree.Program.StaticObject;
import cloister.cc.tree.Symbol;
import cloister.cc.tree.Symbol.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Static objects as data. */
public final class DataEmitter {
  private final List<Item> items = new ArrayList<>();

  public List<Item> emit(List<StaticObject> objects) {
    for (StaticObject object : objects) {
      emit(object);
    }
    return items;
  }

  private void emit(StaticObject object) {
    Variable variable = object.variable();
    String name = variable.assemblerName();
    items.add(section(object));
    items.add(new Item.Align(Math.max(1, variable.alignment())));
    if (object.weak()) {
      items.add(new Item.Visibility(name, Item.Binding.WEAK));
    } else if (variable.storage() == Symbol.Storage.EXTERNAL) {
      items.add(new Item.Visibility(name, Item.Binding.GLOBAL));
    }
    items.add(new Item.SymbolInfo(name, false, object.sizeBytes()));
    items.add(new Item.Label(name));
    contents(object);
  }

  private static Item.Section section(StaticObject object) {
    boolean zero = object.bytes().length == 0 && object.references().isEmpty();
    if (!object.section().isEmpty()) {
      return Item.Section.named(object.section(), object.readOnly() ? "a" : "aw");
    }
    if (object.readOnly()) {
      return Item.Section.READ_ONLY;
    }
    return zero ? Item.Section.BSS : Item.Section.DATA;
  }

  private void contents(StaticObject object) {
    byte[] bytes = object.bytes();
    if (bytes.length == 0 && object.references().isEmpty()) {
      items.add(new Item.Space(object.sizeBytes(), 0));
      return;
    }
    List<Reference> references = new ArrayList<>(object.references());
    references.sort(Comparator.comparingInt(Reference::offset));
    int done = 0;
    for (Reference reference : references) {
      bytes(bytes, done, reference.offset());
      items.add(word(reference));
      done = reference.offset() + 4;
    }
    bytes(bytes, done, object.sizeBytes());
  }

  private static Item word(Reference reference) {
    return reference.minus().isEmpty()
        ? new Item.SymbolData(reference.symbol(), reference.addend(), 4, false)
        : new Item.Difference(reference.symbol(), reference.minus(), reference.addend(), 4);
  }

  private void bytes(byte[] bytes, int from, int to) {
    int known = Math.min(to, bytes.length);
    if (known > from) {
      byte[] part = new byte[known - from];
      System.arraycopy(bytes, from, part, 0, part.length);
      items.add(new Item.Data(part));
    }
    int zeros = to - Math.max(from, known);
    if (zeros > 0) {
      items.add(new Item.Space(zeros, 0));
    }
  }
}
