package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.Money;
import java.math.BigDecimal;
import java.util.Objects;

/** An amount as the journal keeps it: an exact decimal number and its currency. */
public record JournaledMoney(BigDecimal amount, String currency) {

    /** Nothing may be missing. */
    public JournaledMoney {
        Objects.requireNonNull(amount);
        Objects.requireNonNull(currency);
    }

    /** An amount to be kept. */
    public static JournaledMoney of(Money money) {
        return new JournaledMoney(money.amount(), money.currency());
    }

    /** The amount that was kept. */
    public Money toMoney() {
        return new Money(amount, currency);
    }
}
