package io.github.iothubsdk.provisioning.model;

/** Something a run has durably reached: a record that its step leaves in the journal. */
public interface Milestone {}
