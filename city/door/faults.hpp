// Owns: the faults that an operator armed against calls. Strand: the city's one thread.
// Must stay true: each hits as often as it was armed for, oldest first.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "city/food/food.hpp"

namespace errand::city {

enum class FaultKind {
    Timeout,     // no effect, no answer
    Error,       // no effect, the service says that it failed
    Reset,       // the effect happens, the answer is lost
    Slow,        // the effect and the answer come late
    Garbage,     // no effect, an answer that cannot be read
    OutOfStock,  // these three change a shop; food does that
    PriceChange,
    Closed,
};
BOOST_DESCRIBE_ENUM(FaultKind, Timeout, Error, Reset, Slow, Garbage, OutOfStock, PriceChange,
                    Closed)

struct FaultMatch {
    std::optional<std::string> shop;
    std::optional<std::string> item;
};
BOOST_DESCRIBE_STRUCT(FaultMatch, (), (shop, item))

// As docs/scenarios.md writes it.
struct Fault {
    std::optional<std::string> service;
    std::optional<std::string> tool;
    FaultKind kind = FaultKind::Error;
    std::optional<int> times;
    std::optional<std::string> delay;
    std::optional<commerce::Money> by;
    std::optional<FaultMatch> match;
};
BOOST_DESCRIBE_STRUCT(Fault, (), (service, tool, kind, times, delay, by, match))

struct CallFault {
    FaultKind kind;
    Millis delay{0};
};

class Faults {
  public:
    // `food` takes those that change a shop.
    explicit Faults(Food& food) : food_(food) {}

    // Invalid where a field does not fit its kind.
    Result<> arm(const Fault& fault);
    // What hits this call, if anything does: one of `tool`, or where no tool was named a call that
    // changes something.
    std::optional<CallFault> take(std::string_view service, std::string_view tool, bool changes);
    void clear() { armed_.clear(); }
    json::array list() const;

  private:
    struct Armed {
        std::string service;  // empty: any
        std::optional<std::string> tool;
        CallFault fault;
        int left;
    };
    Result<> arm_change(const Fault& fault, int times);

    Food& food_;
    std::deque<Armed> armed_;
};

}  // namespace errand::city
