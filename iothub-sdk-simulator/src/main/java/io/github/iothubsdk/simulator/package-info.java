/**
 * A stand-in for JD Cloud in your tests: it speaks the wire, keeps accounts, and can be told to fail.
 *
 * <p>A {@link io.github.iothubsdk.simulator.Simulator} checks signatures, places orders, takes money and lets instances come
 * up, over HTTP on the loopback address or in the process. {@link io.github.iothubsdk.simulator.Faults} cut connections, lose
 * answers or change them at the call that you name. The {@link io.github.iothubsdk.simulator.Ledger} is the witness: it
 * tells what was really ordered and paid, whatever the client believes.
 *
 * <pre>{@code
 * try (Simulator cloud = Simulator.builder().start()) {
 *     Account account = cloud.demoAccount().cash("200.00").orderAmount("88.00");
 *     cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
 *
 *     System.out.println("send calls of " + account.accessKey() + " to " + cloud.endpoint());
 *
 *     cloud.ledger().payments().forEach(System.out::println);
 * }
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.simulator;

import org.jspecify.annotations.NullMarked;
