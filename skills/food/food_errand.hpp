// Owns: one run of the food skill: the draft and everything that is done for it. Strand: the flow's
// coroutine. What must stay true: nothing is placed without the signed yes to exactly the draft in
// front of the person; whatever goes wrong ends in an offer, a question or a stated result; all
// that is remembered between two events is in the draft.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assistant/errand.hpp"
#include "skills/food/choosing/choose.hpp"
#include "skills/food/draft.hpp"
#include "skills/food/offers.hpp"
#include "skills/food/reduce.hpp"
#include "skills/food/texts.hpp"

namespace errand::skills::food {

using texts::operator+;

// What food.orders answers.
struct EarlierOrders {
    std::vector<commerce::Order> orders;
};
BOOST_DESCRIBE_STRUCT(EarlierOrders, (), (orders))

class FoodErrand {
  public:
    explicit FoodErrand(assistant::Errand& errand) : errand_(errand) {}
    flow::Task<json::value> run();

  private:
    // --- flow.cpp: the loop ---
    flow::Task<> begin_or_go_on();
    flow::Task<std::optional<Millis>> patience();
    flow::Task<> carry_out(Next next, assistant::Event event);
    flow::Task<> open_again();
    flow::Task<> tell(assistant::Event event);
    void ask(const std::string& slot, const texts::Text& question,
             const std::vector<std::string>& suggestions = {}, std::size_t wish = 0);
    void ask_choice(const texts::Text& question);
    // The stated end, unless an order is paid: then that goes on and only this part ends.
    void stop(const std::string& status, const texts::Text& reason);
    // The value of a call; nothing where the call failed, and then the errand has ended with why.
    std::optional<json::value> taken(Result<json::value> result, const std::string& service);
    template <class T>
    std::optional<T> decoded(const json::value& from, const std::string& service);

    // --- place.cpp: where to ---
    flow::Task<bool> settle_place();
    flow::Task<std::optional<Place>> find_place(std::string words);

    // --- plan.cpp: from wishes to offers ---
    flow::Task<> plan();
    flow::Task<bool> is_for_later();
    flow::Task<bool> load_earlier();
    flow::Task<> ask_of_shop();
    flow::Task<bool> plan_kept();
    flow::Task<> plan_freely();
    flow::Task<> plan_among(std::vector<Stall> stalls);
    flow::Task<std::optional<Stall>> menu(std::string shop);
    flow::Task<std::vector<Offer>> quote_all(std::vector<Candidate> asked);
    flow::Task<> present(std::vector<Offer> offers);
    flow::Task<> explain_none(std::vector<Stall> stalls, std::size_t wish);

    // --- consider.cpp: long requests ---
    bool has_request() const;
    flow::Task<bool> consider();
    flow::Task<choosing::Habits> habits();
    flow::Task<std::vector<Stall>> look_around(choosing::Request request);
    flow::Task<> read_menus_of(choosing::Choices choices, std::vector<Stall>& stalls);
    flow::Task<> offer_carts(choosing::Ranked order, choosing::Request request,
                             const std::vector<Stall>& stalls);

    // --- search.cpp: what there is nearby ---
    flow::Task<std::vector<Stall>> look();
    flow::Task<std::vector<Stall>> search(std::vector<std::pair<std::string, std::string>> asked);
    flow::Task<> read_again(std::vector<Stall>& stalls);
    flow::Task<> read_menus(std::vector<Stall>& stalls);
    json::object menu_arguments(const std::string& shop) const;
    void keep_named_shop(std::vector<Stall>& stalls);

    // --- obstacles.cpp: where no offer can be bought as it stands ---
    flow::Task<> overcome(std::vector<Offer> offers, std::vector<Candidate> asked);
    flow::Task<bool> propose_add_ons(Candidate candidate, commerce::Problem problem);

    // --- checkout.cpp: from the choice to the paid order ---
    flow::Task<> price();
    void no_approval(const Error& error, const commerce::Draft& draft);
    flow::Task<> renew();
    flow::Task<> place(commerce::SignedApproval approval);
    flow::Task<> pay(commerce::Order order, commerce::SignedApproval approval);
    flow::Task<> settle_unknown(commerce::Order order);
    flow::Task<> finish(commerce::Order order);
    flow::Task<> give_order_back(commerce::Order order);
    void refused(const json::value& answer);

    // --- after.cpp: orders that are paid ---
    flow::Task<bool> adopt_earlier();
    flow::Task<> tell_of_earlier();
    flow::Task<std::vector<commerce::Order>> read_orders();
    flow::Task<> look_after();
    flow::Task<> track();
    flow::Task<> cancel_order(bool surely);
    flow::Task<> cancel_now();
    flow::Task<> change_order();
    void show_orders(const std::string& status, const texts::Text& text, json::object extra = {});

    assistant::Errand& errand_;
    Draft draft_;
    bool ended_ = false;
};

// How surely a sentence asks about this open errand: see SkillInfo::claims.
double claims(std::string_view text, const json::value& view);
// How surely it asks about an order that was made before: see SkillInfo::begins.
double begins(std::string_view text);

// A call of the food service that only reads.
assistant::Call read_call(std::string tool, json::object arguments);
// True for a tool's refusal; its code.
bool is_refusal(const json::value& answer);
std::string refusal_code(const json::value& answer);
// An order that is still to come.
bool is_coming(const commerce::Order& order);

template <class T>
std::optional<T> FoodErrand::decoded(const json::value& from, const std::string& service) {
    auto read = json::decode<T>(from, json::Unknown::Ignore);
    if (read) return *std::move(read);
    stop("failed", texts::service_failed(service, read.error()));
    return std::nullopt;
}

}  // namespace errand::skills::food
