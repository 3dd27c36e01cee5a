package cloister.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.report.Complaint;
import cloister.message.Argument;
import cloister.message.Catalogue;
import cloister.message.Message;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every message of the assembler has words, and every sentence a message. */
class MessagesTest {
  private final Catalogue catalogue;

  MessagesTest() throws Exception {
    catalogue = Catalogue.parse(Files.readString(Path.of("src/main/messages/en/asm.json")));
  }

  @Test
  void catalogueAndCodeAgree() throws Exception {
    TreeSet<String> said = new TreeSet<>();
    for (Method method : Complaint.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())) {
        Message message = (Message) method.invoke(null, examples(method));
        said.add(message.id());
        TreeSet<String> given = new TreeSet<>();
        message.arguments().stream().map(Argument::name).forEach(given::add);
        assertTrue(catalogue.has(message.id()), message.id());
        TreeSet<String> needed = new TreeSet<>(catalogue.argumentsOf(message.id()));
        assertEquals(given, needed, message.id());
      }
    }
    assertEquals(new TreeSet<>(catalogue.ids()), said);
  }

  private static Object[] examples(Method method) {
    Object[] examples = new Object[method.getParameterCount()];
    for (int i = 0; i < examples.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      examples[i] =
          type == String.class
              ? "x"
              : type == int.class ? (Object) 5 : type == long.class ? (Object) 5L : Message.of("y");
    }
    return examples;
  }
}
