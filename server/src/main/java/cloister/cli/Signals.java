package cloister.cli;

import java.lang.reflect.Proxy;

/**
 * Signals that end the process as it should end. The JVM itself would end with the status of a
 * process that was killed. Its class for signals is found by its name, since javac warns of every
 * other use and cannot be told not to.
 */
final class Signals {
  private Signals() {}

  /** On these signals the shutdown hooks run and the status is 0. */
  static void exitOn(String... names) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object exit =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                Thread.ofPlatform().start(() -> System.exit(0));
                return null;
              });
      for (String name : names) {
        Object known = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, known, exit);
      }
    } catch (ReflectiveOperationException e) {
      // Without such a class, or where a debugger has the signal, the JVM's own way is left: the
      // same hooks, another status.
    }
  }
}
