package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.Money;
import java.math.BigDecimal;

/** An amount as the journal keeps it: an exact decimal number and its currency. */
public record JournaledMoney(BigDecimal amount, String currency) {

    /** An amount to be kept. */
    public static JournaledMoney of(Money money) {
        return new JournaledMoney(money.amount(), money.currency());
    }

    /** The amount that was kept. */
    public Money toMoney() {
        return new Money(amount, currency);
    }
}
