package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** What a shell offers for options that take words of ours. */
final class Words {

    private Words() {}

    /** Of what a client speaks. */
    static final class Dialects implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return WireDialects.builtIn().stream().map(WireDialect::name).iterator();
        }
    }

    /** Of what the simulated cloud speaks. */
    static final class Spoken implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(WireDialects.builtIn().stream().map(WireDialect::name), Stream.of("unknown"))
                    .iterator();
        }
    }

    /** The checks that may go unchecked. */
    static final class Checks implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(
                            CheckId.REAL_NAME_IS_VERIFIED,
                            CheckId.BALANCE_SUFFICES,
                            CheckId.VPC_EXISTS,
                            CheckId.SUBNET_FITS,
                            CheckId.DATABASE_SERVER_FITS,
                            CheckId.DATABASE_IS_WRITABLE,
                            CheckId.NAME_IS_FREE,
                            CheckId.FIRST_IN_REGION,
                            CheckId.CLOCK_AGREES,
                            CheckId.REGION_IS_SUPPORTED,
                            CheckId.ORDER_IS_FOR_THE_NAME)
                    .stream()
                    .map(CheckId::value)
                    .iterator();
        }
    }
}
