#include "eval/vitabench/task.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/trim.hpp"

namespace errand::eval::vitabench {
namespace {

// The turns that follow the instruction: so many offers are taken and approved at once, then time
// passes for what is wanted later, so often.
constexpr int kOrdersAtOnce = 5;
constexpr int kWaits = 3;
constexpr std::string_view kWait = "8h";
constexpr std::size_t kMaxPastOrders = 30;

const json::array& list_at(const json::value& of, std::string_view path) {
    static const json::array none;
    const auto* found = json::find(of, path);
    return found != nullptr && found->is_array() ? found->get_array() : none;
}

double number_at(const json::value& of, std::string_view path, double otherwise) {
    const auto* found = json::find(of, path);
    return found != nullptr && found->is_number() ? found->to_number<double>() : otherwise;
}

std::string text_at(const json::value& of, std::string_view path) {
    const auto* found = json::find(of, path);
    if (found == nullptr) return {};
    if (found->is_string()) return std::string(found->get_string());
    return {};
}

std::string money(double amount) {
    return fmt::format("{:.2f}", std::max(0.0, amount));
}

// "2024-05-12 16:19:36", whatever stands between the day and the hour, in RFC 3339; empty where it
// is no time.
std::string moment(const std::string& text) {
    if (text.size() < 19) return {};
    const auto made = text.substr(0, 10) + "T" + text.substr(text.size() - 8) + "+08:00";
    return parse_time(made) ? made : std::string();
}

// Two ways to write one address share most of their characters.
double shared(const std::string& left, const std::string& right) {
    std::multiset<std::string> have;
    const auto each = [](const std::string& text, const auto& take) {
        for (std::size_t at = 0; at < text.size();) {
            std::size_t size = 1;
            while (at + size < text.size() &&
                   (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80)
                ++size;
            take(text.substr(at, size));
            at += size;
        }
    };
    std::size_t count = 0;
    std::size_t met = 0;
    each(left, [&](std::string one) { have.insert(std::move(one)); });
    each(right, [&](const std::string& one) {
        ++count;
        if (const auto found = have.find(one); found != have.end()) {
            have.erase(found);
            ++met;
        }
    });
    return count == 0
               ? 0
               : static_cast<double>(met) / static_cast<double>(std::max(count, met + have.size()));
}

// "我" for "你": the instruction is told to the person, who says it.
std::string as_said(std::string text) {
    for (std::size_t at = 0; (at = text.find("你", at)) != std::string::npos;)
        text.replace(at, 3, "我");
    return text;
}

class Reader {
  public:
    Reader(const json::value& from, std::string id) : from_(from) {
        task_.scenario.id = std::move(id);
    }

    Result<Task> run() {
        task_.instruction = text_at(from_, "instructions");
        if (task_.instruction.empty()) return missing("instructions");
        const auto now = moment(text_at(from_, "environment.time"));
        if (now.empty()) return missing("environment.time");
        task_.scenario.city.now = now;
        ERRAND_TRY_VOID(places());
        ERRAND_TRY_VOID(shops());
        person();
        turns();
        ERRAND_TRY_VOID(expected());
        task_.scenario.city.world =
            json::object{{"currency", "CNY"},          {"timezone", "Asia/Shanghai"},
                         {"weather", weather()},       {"places", std::move(places_)},
                         {"shops", std::move(shops_)}, {"coupons", json::array{}},
                         {"habits", habits()}};
        return std::move(task_);
    }

  private:
    const json::value& from_;
    Task task_;
    json::array places_;
    json::array shops_;

    std::unexpected<Error> missing(std::string_view field) const {
        return fail(ErrorCode::Invalid,
                    fmt::format("task {}: {} is missing", task_.scenario.id, field));
    }

    void add_place(const std::string& id, const std::string& name, const json::value& at,
                   const std::string& kind) {
        places_.push_back(json::object{{"id", id},
                                       {"name", name.empty() ? id : name},
                                       {"address", name.empty() ? id : name},
                                       {"lat", number_at(at, "latitude", 30)},
                                       {"lon", number_at(at, "longitude", 120)},
                                       {"kind", kind}});
    }
    Result<> places() {
        std::map<std::string, std::string> labels;
        const auto home = text_at(from_, "user_scenario.user_profile.家庭住址");
        const auto work = text_at(from_, "user_scenario.user_profile.工作地址");
        double home_likeness = 0.6;
        double work_likeness = 0.6;
        const auto& known = list_at(from_, "environment.location");
        if (known.empty()) return missing("environment.location");
        for (std::size_t at = 0; at < known.size(); ++at) {
            const auto id = fmt::format("here-{}", at);
            const auto address = std::string(trimmed(text_at(known[at], "address")));
            const bool is_home = shared(address, home) > home_likeness;
            const bool is_work = !is_home && shared(address, work) > work_likeness;
            if (is_home) home_likeness = shared(address, home), labels["home"] = id;
            if (is_work) work_likeness = shared(address, work), labels["office"] = id;
            add_place(id, address, known[at], is_home ? "home" : is_work ? "office" : "other");
        }
        labels["here"] = "here-0";
        task_.scenario.user.addresses = std::move(labels);
        return {};
    }

    Result<> shops() {
        const auto* stores = json::find(from_, "environment.stores");
        if (stores == nullptr || !stores->is_object()) return missing("environment.stores");
        for (const auto& [key, store] : stores->get_object()) {
            const std::string id = key;
            const auto name = text_at(store, "name");
            if (name.empty()) return missing(fmt::format("environment.stores.{}.name", id));
            const auto* location = json::find(store, "location");
            const auto place = "at-" + id;
            if (location != nullptr)
                add_place(place, std::string(trimmed(text_at(*location, "address"))), *location,
                          "shop");
            else
                add_place(place, name, list_at(from_, "environment.location").front(), "shop");
            shops_.push_back(
                json::object{{"id", id},
                             {"service", "food"},
                             {"name", json::object{{"zh", name}}},
                             {"place", place},
                             {"rating", std::clamp(number_at(store, "score", 0), 0.0, 5.0)},
                             {"tags", tags(store)},
                             {"hours", all_day()},
                             {"delivery", json::object{{"base_fee", "0.00"},
                                                       {"per_km", "0.00"},
                                                       {"prepare_minutes", 12},
                                                       {"minutes_per_km", 4}}},
                             {"items", items(id, store)}});
        }
        return {};
    }
    static json::array all_day() {
        json::array day{"00:00", "24:00"};
        json::array days;
        days.push_back(std::move(day));
        return days;
    }
    static json::array tags(const json::value& of) {
        json::array made;
        std::set<std::string> seen;
        for (const auto& tag : list_at(of, "tags"))
            if (tag.is_string() && !tag.get_string().empty() &&
                seen.insert(std::string(tag.get_string())).second)
                made.push_back(tag);
        return made;
    }
    json::array items(const std::string& shop, const json::value& store) {
        json::array made;
        std::set<std::string> seen;
        for (const auto& product : list_at(store, "products")) {
            const auto id = text_at(product, "product_id");
            const auto name = text_at(product, "name");
            if (id.empty() || name.empty() || !seen.insert(id).second) continue;
            task_.products.push_back({shop, id, name});
            json::object item{{"id", id},
                              {"name", json::object{{"zh", name}}},
                              {"price", money(number_at(product, "price", 0))},
                              {"stock", 1000},
                              {"tags", tags(product)}};
            json::array choices;
            std::set<std::string> values;
            for (const auto& one : list_at(product, "attributes"))
                if (one.is_string() && !one.get_string().empty() &&
                    values.insert(std::string(one.get_string())).second)
                    choices.push_back(
                        json::object{{"value", one}, {"name", json::object{{"zh", one}}}});
            if (!choices.empty())
                item["options"] = json::array{
                    json::object{{"key", "choice"}, {"most", 1}, {"choices", std::move(choices)}}};
            made.push_back(std::move(item));
        }
        return made;
    }

    json::array weather() const {
        json::array made;
        for (const auto& day : list_at(from_, "environment.weather")) {
            auto date = text_at(day, "datetime").substr(0, 10);
            if (date.empty()) continue;
            const auto& between = list_at(day, "temperature");
            const auto degrees = [&](std::size_t at) {
                return at < between.size() && between[at].is_number()
                           ? static_cast<int>(std::lround(between[at].to_number<double>()))
                           : 20;
            };
            made.push_back(json::object{{"date", date},
                                        {"kind", text_at(day, "category")},
                                        {"low", degrees(0)},
                                        {"high", degrees(1)}});
        }
        return made;
    }
    json::value habits() const {
        const auto* behaviour = json::find(from_, "environment.user_historical_behaviors");
        return behaviour != nullptr && behaviour->is_object() ? *behaviour
                                                              : json::value(json::object{});
    }

    // Who orders: grants, what is remembered, what was ordered before.
    void person() {
        auto& user = task_.scenario.user;
        task_.scenario.locale = "zh-CN";
        user.grants = json::value("all");
        user.wallet = "100000.00";
        json::object memory{{"avoids", text_at(from_, "user_scenario.user_profile.饮食禁忌")}};
        json::array past;
        if (const auto kept = habits(); kept.is_object())
            for (const auto& [name, part] : kept.get_object())
                for (const auto& one : list_at(part, "近期订单"))
                    if (past.size() < kMaxPastOrders)
                        past.push_back(json::object{{"shop", text_at(one, "店铺")},
                                                    {"items", json::array{text_at(one, "商品")}}});
        memory["orders"] = std::move(past);
        user.memory = std::move(memory);
        json::array orders;
        if (const auto* earlier = json::find(from_, "environment.orders");
            earlier && earlier->is_object())
            for (const auto& [id, order] : earlier->get_object())
                if (auto one = earlier_order(order); one) orders.push_back(*std::move(one));
        if (!orders.empty()) user.orders = std::move(orders);
    }
    std::optional<json::object> earlier_order(const json::value& order) const {
        const auto shop = text_at(order, "store_id");
        json::array items;
        for (const auto& product : list_at(order, "products")) {
            const auto id = text_at(product, "product_id");
            const bool sold = std::ranges::any_of(task_.products, [&](const Product& one) {
                return one.id == id && one.shop == shop;
            });
            if (!sold) return std::nullopt;
            items.push_back(json::object{
                {"id", id}, {"quantity", static_cast<int>(number_at(product, "quantity", 1))}});
        }
        if (items.empty()) return std::nullopt;
        const auto created = moment(text_at(order, "create_time"));
        json::object made{{"service", "food"},
                          {"shop", shop},
                          {"items", std::move(items)},
                          {"deliver_to", json::object{{"label", "here"}}}};
        if (!created.empty()) made["created"] = created;
        return made;
    }

    void turns() {
        const auto add = [&](Turn::Kind kind) -> Turn& {
            auto& turn = task_.scenario.turns.emplace_back();
            turn.kind = kind;
            turn.optional = true;
            return turn;
        };
        auto& say = add(Turn::Kind::Say);
        say.text = as_said(task_.instruction);
        say.optional = false;
        for (int wait = 0; wait <= kWaits; ++wait) {
            if (wait > 0) add(Turn::Kind::Wait).text = kWait;
            for (int order = 0; order < kOrdersAtOnce; ++order) {
                add(Turn::Kind::Choose).choice = 1;
                add(Turn::Kind::Approve).yes = true;
            }
        }
    }

    // An earlier order that is to stay as it is. One of its id with other products is a new one.
    bool is_as_before(const std::string& id, const json::value& order) const {
        const auto* earlier = json::find(from_, "environment.orders");
        if (earlier == nullptr || !earlier->is_object()) return false;
        const auto* before = earlier->get_object().if_contains(id);
        if (before == nullptr) return false;
        std::set<std::string> had;
        std::set<std::string> has;
        for (const auto& product : list_at(*before, "products"))
            had.insert(text_at(product, "product_id"));
        for (const auto& product : list_at(order, "products"))
            has.insert(text_at(product, "product_id"));
        return had == has;
    }

    Result<> expected() {
        const auto& states = list_at(from_, "evaluation_criteria.expected_states");
        if (states.empty()) return missing("evaluation_criteria.expected_states");
        for (const auto& order : list_at(states.front(), "required_orders")) {
            const auto id = text_at(order, "order_id");
            if (text_at(order, "status") == "cancelled") {
                task_.cancelled.push_back(id);
                continue;
            }
            if (is_as_before(id, order)) continue;
            ExpectedCart cart;
            cart.shop = text_at(order, "store_id");
            cart.address = trimmed(text_at(order, "location.address"));
            cart.note = text_at(order, "note");
            cart.deliver_by = text_at(order, "dispatch_time");
            for (const auto& product : list_at(order, "products"))
                cart.lines.push_back({text_at(product, "product_id"),
                                      static_cast<int>(number_at(product, "quantity", 1)),
                                      text_at(product, "attributes")});
            task_.carts.push_back(std::move(cart));
        }
        if (task_.carts.empty()) return missing("an expected order that is to be made");
        return {};
    }
};

}  // namespace

Result<Task> decode_task(const json::value& from, std::size_t index) {
    if (!from.is_object())
        return fail(ErrorCode::Invalid, fmt::format("task {} is no object", index));
    auto id = text_at(from, "id");
    return Reader(from, id.empty() ? fmt::format("task-{}", index) : std::move(id)).run();
}

Result<std::vector<Task>> read_tasks(const std::filesystem::path& file) {
    ERRAND_TRY(const auto text, read_text(file));
    ERRAND_TRY(const auto parsed, json::parse(text));
    if (!parsed.is_array())
        return fail(ErrorCode::Invalid, fmt::format("{} holds no array of tasks", file.string()));
    std::vector<Task> tasks;
    for (std::size_t at = 0; at < parsed.get_array().size(); ++at) {
        ERRAND_TRY(auto task, decode_task(parsed.get_array()[at], at));
        tasks.push_back(std::move(task));
    }
    return tasks;
}

}  // namespace errand::eval::vitabench
