// Owns: what an order says beyond its verb and what it names. Who says more than that is not
// understood in full, and then nothing is done: never more, and never the opposite. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <string>

namespace errand::skills::ledger {

struct Order {
    std::string left;        // what was not read, with blanks where something was
    std::size_t meant = 0;   // how many entries it would be done to
    bool counted = false;    // they were named by their numbers
    bool beginning = false;  // it stands in the sentence that asks for the ledger
};

// What is left of the order without courtesies, reasons and words that say no more; empty: nothing.
std::string left_over(const Order& order);

// Takes what only asks for the ledger itself: "做个报销台账", "make an expense report".
void take_asking(std::string& text);
// The clause without the reason that it gives ("because …", "因为……所以").
void take_reasons(std::string& text);

}  // namespace errand::skills::ledger
