package io.github.iothubsdk.provisioning.spi;

/** A transport that can also look at the database while another runs the script. */
public interface InspectingSchemaTransport extends SchemaTransport, SchemaInspector {}
