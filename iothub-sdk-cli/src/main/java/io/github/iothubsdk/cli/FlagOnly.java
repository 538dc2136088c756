package io.github.iothubsdk.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Of an option that no file says: under its name, a file of options says something else to other commands. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface FlagOnly {}
