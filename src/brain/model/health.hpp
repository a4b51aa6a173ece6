// Owns: whether an endpoint is to be asked, by what came of asking it. Pure but for the time it is
// given; one thread.
//
//   Closed ──kFailuresToOpen in a row──► Open ──its pause is over──► (asked once) Probing
//     ▲ │ denied, missing ──────────────► Open                          │
//     └─┴──────────── an answer ◄──────────────────────────────────────┤
//                                          Open ◄──────── a failure ────┘   pause doubles
//
// Must stay true: what was asked before it opened or closed neither opens nor closes it any more,
// and where it is told to wait, it waits, whatever else is answered.
#pragma once

#include <cstdint>
#include <optional>

#include "brain/model/pause.hpp"
#include "brain/model/server_error.hpp"

namespace errand::brain::model {

class Health {
  public:
    // One asking of the endpoint.
    struct Asking {
        std::uint64_t round = 0;  // how often it had opened or closed before
        bool probe = false;
    };

    // The moment from which it may be asked: not after `now` where it may be asked now; nothing
    // while a probe is under way.
    std::optional<Time> ready_at(Time now);
    // It is asked now; each begin is followed by one of the three below.
    [[nodiscard]] Asking begin(Time now);
    void succeeded(const Asking& asking);
    void failed(const Asking& asking, const Failure& failure, Time now);
    // Nothing was learned: the turn was stopped.
    void dropped(const Asking& asking);

    bool closed() const { return !open_; }
    int failures() const { return failures_; }  // in a row

  private:
    void open(Millis pause, Time now);

    int failures_ = 0;
    int opened_ = 0;  // in a row
    bool open_ = false;
    bool probing_ = false;
    std::uint64_t round_ = 0;
    Pause until_probed_;
    Pause told_to_wait_;  // it was too much at once
};

// True of what says that the endpoint itself cannot serve.
bool is_ill(FailureKind kind);

}  // namespace errand::brain::model
