package dev.lanewise.jmh;

/** What Lanewise is measured against; found as a service, so that the report names versions and what does not run. */
public interface Peer {

    /** Returns the name that ends its benchmarks' classes. */
    String name();

    /** Returns where it comes from: Maven coordinates, or the library's file. */
    String coordinates();

    /**
     * Returns its version and settings.
     *
     * @throws Exception if it does not run here
     */
    String describe() throws Exception;
}
