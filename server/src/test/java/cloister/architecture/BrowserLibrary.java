package cloister.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of the Java library that TeaVM has, read from its own classes: {@code TString} stands
 * for {@code String}, and so on.
 */
final class BrowserLibrary {
  private static final String PREFIX = "org/teavm/classlib/";

  /** Own methods of a class file, as name and parameter types. */
  private final Map<String, Set<String>> methods = new LinkedHashMap<>();

  private final Map<String, List<String>> parents = new LinkedHashMap<>();

  /** Whether a class of the library, or one above it, has the method or constructor. */
  boolean has(String owner, CodeUnitCallTarget target) {
    StringBuilder signature = new StringBuilder(target.getName()).append('(');
    for (JavaClass parameter : target.getRawParameterTypes()) {
      signature.append(parameter.reflect().descriptorString());
    }
    return has(internalName(owner), signature.toString());
  }

  private boolean has(String type, String signature) {
    if (!methods.containsKey(type)) {
      read(type);
    }
    if (methods.get(type).contains(signature)) {
      return true;
    }
    return parents.get(type).stream().anyMatch(parent -> has(parent, signature));
  }

  /** Of {@code java/util/Map$Entry} that is {@code org/teavm/classlib/java/util/TMap$Entry}. */
  private static String internalName(String name) {
    String path = name.replace('.', '/');
    int start = path.lastIndexOf('/') + 1;
    return PREFIX + path.substring(0, start) + "T" + path.substring(start);
  }

  private void read(String type) {
    methods.put(type, new HashSet<>());
    parents.put(type, new ArrayList<>());
    String file = type + ".class";
    try (InputStream in = BrowserLibrary.class.getClassLoader().getResourceAsStream(file)) {
      if (in != null) {
        add(type, ClassFile.of().parse(in.readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String type, ClassModel model) {
    for (var method : model.methods()) {
      String descriptor = method.methodType().stringValue();
      String parameters = descriptor.substring(0, descriptor.indexOf(')'));
      methods
          .get(type)
          .add(method.methodName().stringValue() + parameters.replaceAll(PREFIX + "(.*?/)T", "$1"));
    }
    model.superclass().map(ClassEntry::asInternalName).ifPresent(parents.get(type)::add);
    model.interfaces().forEach(above -> parents.get(type).add(above.asInternalName()));
  }
}
