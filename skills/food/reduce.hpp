// Owns: how each event changes the draft. Pure; any thread. It decides nothing that needs the world
// outside: it says what has to be done next, and the flow does it.
//
// Phase       event                     next
// any unpaid  an edit                   Plan, or Price where the shop that was chosen still serves
// any unpaid  Cancel                    Cancel
// Asking      an answer                 Plan (cancel: ConfirmCancel or Keep)
// Choosing    a choice                  Price
// Choosing    "cheaper", "more"         Show or Plan
// Approving   the signed yes            Place
// Approving   no                        Decline
// Tracking    where is it               Track
// Tracking    an edit                   ChangeOrder, or Plan for what is added
// Tracking    Cancel                    CancelOrder
// any         what changes nothing      Tell
#pragma once

#include <vector>

#include "assistant/errand.hpp"
#include "skills/food/draft.hpp"

namespace errand::skills::food {

enum class Next {
    Wait,           // nothing changed: the open question stays open
    Tell,           // a question about what is shown, or words that change nothing: an answer
    Plan,           // find offers anew
    Price,          // the chosen offer goes to the shop for its signed price
    Show,           // the same offers, in another order
    Place,          // the yes is there
    Renew,          // the draft in front of the person expires: a new one
    Decline,        // the person said no
    Cancel,         // stopped before anything was paid
    Track,          // tell where the orders are
    Look,           // the time to look after the orders
    ChangeOrder,    // the note or the address of an order that is paid
    CancelOrder,    // an order that is paid
    AskToCancel,    // the same, where the words may be no command
    ConfirmCancel,  // yes, cancel it, for what is refunded
    Keep,           // no, do not cancel it
};

struct Folded {
    Draft draft;
    Next next = Next::Wait;
    std::vector<assistant::Text> says;
};

// The draft of an errand that was just begun.
Draft begin(const brain::Act& act);
// The same without its long request: only what was read word by word.
Draft begin_in_words(const brain::Act& act);
Folded reduce(Draft draft, const assistant::Event& event);

// A cancellation that was pressed or said, rather than asked about.
bool may_cancel(const brain::Act& act);
// One that was pressed, or said as nothing but a command.
bool is_command(const brain::Act& act);

// The offer that an act or a name chooses, or nothing. From 0.
std::optional<std::size_t> chosen_offer(const std::vector<Offer>& offers, std::size_t place,
                                        const std::string& name);

// After the person chose: the wishes stand for exactly these items of this shop.
Draft choose(Draft draft, std::size_t offer);

}  // namespace errand::skills::food
