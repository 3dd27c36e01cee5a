package cloister.server.api;

import cloister.server.http.Route;
import java.util.List;

/** A group of endpoints. */
public interface Endpoints {
  List<Route> routes();
}
