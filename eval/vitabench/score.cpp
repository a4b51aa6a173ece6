#include "eval/vitabench/score.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace errand::eval::vitabench {
namespace {

using Line = std::pair<std::string, std::string>;  // shop, product

struct Made {
    std::string shop;
    std::string address;
    std::string note;
    std::map<std::string, int> quantities;
    std::map<std::string, std::string> choices;
};

std::string shop_of(const Task& task, const std::string& item) {
    for (const auto& product : task.products)
        if (product.id == item) return product.shop;
    return {};
}
std::string name_of(const Task& task, const std::string& item) {
    for (const auto& product : task.products)
        if (product.id == item) return product.name;
    return item;
}

std::string text_of(const json::value& value) {
    const auto texts = texts_of(value);
    return texts.empty() ? std::string() : texts.front();
}

std::vector<Made> made_orders(const Task& task, const Evidence& evidence) {
    std::vector<Made> all;
    for (const auto& order : evidence.records.orders) {
        if (is_cancelled(order) || !order.paid) continue;
        Made made;
        made.address = text_of(order.deliver_to.address);
        made.note = order.note.value_or("");
        for (const auto& item : order.items) {
            made.shop = shop_of(task, item.id);
            made.quantities[item.id] += item.quantity;
            for (const auto& [key, values] : item.options)
                if (!values.empty()) made.choices[item.id] = values.front();
        }
        all.push_back(std::move(made));
    }
    return all;
}

template <class Orders, class Each>
std::map<Line, int> lines_of(const Orders& orders, const Each& each) {
    std::map<Line, int> all;
    for (const auto& order : orders) each(order, all);
    return all;
}

std::set<std::string> shops_of(const std::map<Line, int>& lines) {
    std::set<std::string> all;
    for (const auto& [line, quantity] : lines) all.insert(line.first);
    return all;
}
std::set<std::string> products_of(const std::map<Line, int>& lines) {
    std::set<std::string> all;
    for (const auto& [line, quantity] : lines) all.insert(line.second);
    return all;
}

std::map<Line, int> expected_lines(const Task& task) {
    return lines_of(task.carts, [](const ExpectedCart& cart, std::map<Line, int>& all) {
        for (const auto& line : cart.lines) all[{cart.shop, line.item}] += line.quantity;
    });
}

std::string kind_of(const std::map<Line, int>& got, const std::map<Line, int>& want) {
    if (got == want) return {};
    if (got.empty()) return "nothing ordered";
    if (products_of(got) == products_of(want)) return "quantity";
    const auto mine = products_of(got);
    const auto right = products_of(want);
    if (std::ranges::includes(mine, right)) return "something too much";
    if (std::ranges::includes(right, mine)) return "something missing";
    return shops_of(got) == shops_of(want) ? "another product" : "another shop";
}

void compare(const Task& task, const std::map<Line, int>& got, Score& score) {
    const auto want = expected_lines(task);
    score.id = task.scenario.id;
    score.exact = got == want;
    score.shops = shops_of(got) == shops_of(want);
    score.products = products_of(got) == products_of(want);
    score.kind = kind_of(got, want);
    for (const auto& [line, quantity] : want)
        if (const auto found = got.find(line); found == got.end() || found->second != quantity)
            score.missing.push_back(fmt::format("{} x{}", name_of(task, line.second), quantity));
    for (const auto& [line, quantity] : got)
        if (const auto found = want.find(line); found == want.end() || found->second != quantity)
            score.extra.push_back(fmt::format("{} x{}", name_of(task, line.second), quantity));
}

std::vector<std::string> pairs_of(const std::string& text) {
    std::vector<std::string> characters;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t size = 1;
        while (at + size < text.size() &&
               (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80)
            ++size;
        characters.push_back(text.substr(at, size));
        at += size;
    }
    std::vector<std::string> pairs;
    for (std::size_t at = 0; at + 1 < characters.size(); ++at)
        pairs.push_back(characters[at] + characters[at + 1]);
    return pairs;
}

double share(int met, int of) {
    return of == 0 ? 0 : 100.0 * met / of;
}

struct Sums {
    int tasks = 0, exact = 0, shops = 0, products = 0;
    int choices = 0, choices_of = 0, addresses = 0, addresses_of = 0, notes = 0, notes_of = 0;
};

Sums sum(const std::vector<Score>& scores) {
    Sums all;
    for (const auto& one : scores) {
        ++all.tasks;
        all.exact += one.exact ? 1 : 0;
        all.shops += one.shops ? 1 : 0;
        all.products += one.products ? 1 : 0;
        all.choices += one.choices;
        all.choices_of += one.choices_of;
        all.addresses += one.addresses;
        all.addresses_of += one.addresses_of;
        all.notes += one.notes;
        all.notes_of += one.notes_of;
    }
    return all;
}

}  // namespace

Score score(const Task& task, const Evidence& evidence) {
    Score made;
    const auto orders = made_orders(task, evidence);
    compare(task,
            lines_of(orders,
                     [](const Made& order, std::map<Line, int>& all) {
                         for (const auto& [item, quantity] : order.quantities)
                             all[{order.shop, item}] += quantity;
                     }),
            made);
    made.cancelled_of = static_cast<int>(task.cancelled.size());
    for (const auto& cart : task.carts) {
        const auto found = std::ranges::find_if(orders, [&](const Made& order) {
            return order.shop == cart.shop &&
                   std::ranges::any_of(cart.lines, [&](const auto& line) {
                       return order.quantities.contains(line.item);
                   });
        });
        if (found == orders.end()) continue;
        ++made.addresses_of;
        if (found->address.contains(cart.address)) ++made.addresses;
        if (!cart.note.empty()) {
            ++made.notes_of;
            if (!found->note.empty()) ++made.notes;
        }
        for (const auto& line : cart.lines)
            if (!line.choice.empty() && found->quantities.contains(line.item)) {
                ++made.choices_of;
                const auto chosen = found->choices.find(line.item);
                if (chosen != found->choices.end() && chosen->second == line.choice) ++made.choices;
            }
    }
    return made;
}

Score baseline(const Task& task) {
    const auto said = pairs_of(task.instruction);
    const std::set<std::string> pairs(said.begin(), said.end());
    const Product* best = nullptr;
    double most = -1;
    for (const auto& product : task.products) {
        const auto own = pairs_of(product.name);
        if (own.empty()) continue;
        const auto met =
            std::ranges::count_if(own, [&](const auto& one) { return pairs.contains(one); });
        const double here = static_cast<double>(met) / static_cast<double>(own.size());
        if (here > most) {
            most = here;
            best = &product;
        }
    }
    Score made;
    std::map<Line, int> got;
    if (best != nullptr) got[{best->shop, best->id}] = 1;
    compare(task, got, made);
    return made;
}

std::string report(const std::vector<Score>& ours, const std::vector<Score>& nearest) {
    const auto mine = sum(ours);
    const auto other = sum(nearest);
    std::string text =
        fmt::format("\n{:<34}{:>10}{:>16}\n", fmt::format("vitabench, {} tasks", mine.tasks),
                    "errand", "nearest name");
    const auto row = [&](std::string_view name, int left, int right) {
        text += fmt::format("{:<34}{:>9.1f}%{:>15.1f}%\n", name, share(left, mine.tasks),
                            share(right, other.tasks));
    };
    row("shop, product and quantity exact", mine.exact, other.exact);
    row("shops right", mine.shops, other.shops);
    row("products right", mine.products, other.products);
    text += fmt::format("of orders found: address {} of {}, a note {} of {}, choice {} of {}\n",
                        mine.addresses, mine.addresses_of, mine.notes, mine.notes_of, mine.choices,
                        mine.choices_of);
    std::map<std::string, std::vector<std::string>> kinds;
    for (const auto& one : ours)
        if (!one.exact) kinds[one.kind].push_back(one.id);
    for (const auto& [kind, ids] : kinds)
        text += fmt::format("  {} ({}): {}\n", kind, ids.size(), fmt::join(ids, " "));
    return text;
}

json::value to_json(const std::vector<Score>& ours, const std::vector<Score>& nearest) {
    const auto table = [](const std::vector<Score>& scores) {
        const auto all = sum(scores);
        return json::object{{"tasks", all.tasks},
                            {"exact", all.exact},
                            {"shops", all.shops},
                            {"products", all.products},
                            {"addresses", json::array{all.addresses, all.addresses_of}},
                            {"notes", json::array{all.notes, all.notes_of}},
                            {"choices", json::array{all.choices, all.choices_of}}};
    };
    json::array tasks;
    for (const auto& one : ours) {
        json::array missing(one.missing.begin(), one.missing.end());
        json::array extra(one.extra.begin(), one.extra.end());
        tasks.push_back(json::object{{"id", one.id},
                                     {"exact", one.exact},
                                     {"kind", one.kind},
                                     {"missing", std::move(missing)},
                                     {"extra", std::move(extra)}});
    }
    return json::object{
        {"errand", table(ours)}, {"nearest_name", table(nearest)}, {"tasks", std::move(tasks)}};
}

}  // namespace errand::eval::vitabench
