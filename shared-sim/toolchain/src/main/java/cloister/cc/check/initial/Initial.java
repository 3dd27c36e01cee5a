package cloister.cc.check.initial;

import cloister.cc.tree.Statement.Store;
import cloister.cc.type.Qualified;
import java.util.List;

/**
 * What an initializer does.
 *
 * @param type with the length that it gave an array
 * @param zeroFirst true when some byte gets no value of its own
 * @param size bytes of the object, with the elements of a flexible array member
 */
public record Initial(Qualified type, List<Store> stores, boolean zeroFirst, int size) {}
