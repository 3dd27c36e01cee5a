/** What a learner has passed, and how two records of it become one. */
package cloister.world.progress;
