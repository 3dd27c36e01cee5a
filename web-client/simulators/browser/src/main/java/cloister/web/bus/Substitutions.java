package cloister.web.bus;

import org.teavm.extension.spi.substitution.SubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/** Tells TeaVM which classes of the simulator are others in the browser. */
public final class Substitutions implements SubstitutionPolicy {
  @Override
  public void contribute(SubstitutionSink sink) {
    sink.selectClasses("cloister.bus.DirectBytes"::equals)
        .replacePackage("cloister.bus", "cloister.web.bus");
  }
}
