#include "skills/ledger/readings.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "files/disk.hpp"
#include "invoice/json.hpp"
#include "skills/ledger/limits.hpp"
#include "skills/ledger/work.hpp"

namespace errand::skills::ledger {
namespace {

namespace fs = std::filesystem;

Result<files::Item> item_at(Workplace& place, const std::string& list, std::size_t index) {
    ERRAND_TRY(const auto items, place.files.list(place.user, list));
    if (index >= items.size())
        return fail(ErrorCode::Corrupt, "the list of files is shorter than it was");
    return items[index];
}

std::string text_of(const invoice::Reading& reading) {
    return json::write(json::encode(reading));
}
Result<invoice::Reading> reading_of(std::string_view text) {
    return json::read<invoice::Reading>(text, json::Unknown::Ignore);
}

// A file that could not even be copied is a finding like any other.
invoice::Reading unread(const std::string& name, const std::string& problem) {
    invoice::Reading reading;
    reading.findings.push_back({invoice::Fault::Unreadable, name, problem});
    return reading;
}

Result<std::string> text_of(Workplace& place, const files::Item& item) {
    if (!item.problem.empty()) return text_of(unread(item.name, item.problem));
    ERRAND_TRY(const auto bytes, place.files.get(place.user, item.sha256));
    return place.read(item.name, bytes);
}

// Where the copies of a hand-in lie, below the originals: no two hand-ins share a name.
std::string folder_of(const std::string& list) {
    constexpr std::size_t kTold = 12;
    return list.substr(0, kTold);
}

// A copy of the original beside what is made, under its own name, so that the workbook can link to
// it and nobody who opens it can change what is kept. Gives its place below the originals; empty:
// there is none, and the workbook has no link.
std::string lay_out(Workplace& place, const std::string& list, const files::Item& item) {
    if (!item.problem.empty()) return {};
    const auto originals = place.files.originals_of(place.user, place.errand);
    const auto folder = originals / folder_of(list);
    const auto to = (folder / item.name).lexically_normal();
    // A name leads nowhere but below the folder.
    const auto inside = to.lexically_relative(folder);
    if (inside.empty() || inside == "." || *inside.begin() == "..") return {};
    if (!files::make_folders(to.parent_path())) return {};
    std::error_code error;
    fs::remove(to, error);  // of a step that is asked for twice
    fs::copy_file(place.files.kept(place.user, item.sha256), to, error);
    return error ? std::string() : to.lexically_relative(originals).string();
}

Result<std::vector<Read>> bundle_of(Workplace& place, const std::string& hash) {
    ERRAND_TRY(const auto text, place.files.get(place.user, hash));
    ERRAND_TRY(const auto parsed, json::parse(text));
    ERRAND_TRY(const auto parts, json::decode<std::vector<std::vector<std::string>>>(parsed));
    std::vector<Read> all;
    for (const auto& part : parts) {
        // The place was not always written; then it is the name.
        if (part.size() != 2 && part.size() != 3)
            return fail(ErrorCode::Corrupt, "a list of readings is damaged");
        ERRAND_TRY(auto reading, reading_of(part[1]));
        all.push_back({{part[0], std::move(reading)}, part.size() == 3 ? part[2] : part[0]});
    }
    return all;
}

Result<std::vector<Read>> lost_of(Workplace& place, const Lost& lost) {
    ERRAND_TRY(const auto items, place.files.list(place.user, lost.list));
    std::vector<Read> all;
    for (auto at = lost.first; at < items.size() && at - lost.first < lost.count; ++at)
        all.push_back({{items[at].name, unread(items[at].name, lost.problem)}, {}});
    return all;
}

// One that was not kept, or is damaged, is read once more.
Result<std::string> reading_text(Workplace& place, const files::Item& item,
                                 const json::value& told) {
    const std::string hash(json::string_at(told, "reading"));
    if (hash.empty())
        return text_of(unread(item.name, std::string(json::string_at(told, "problem"))));
    auto text = place.files.get(place.user, hash);
    return text ? std::move(text) : text_of(place, item);
}

// Readings, each with its name and place, closed and kept whenever there are enough of them.
class Bundles {
  public:
    explicit Bundles(Workplace& place) : place_(place) {}

    Result<> add(std::array<std::string, 3> one) {
        std::size_t bytes = 0;
        for (const auto& part : one) bytes += part.size();
        if (bytes_ > 0 && bytes_ + bytes > kBundleBytes) ERRAND_TRY_VOID(close());
        bytes_ += bytes;
        open_.push_back(json::array{one[0], one[1], one[2]});
        return {};
    }
    Result<json::value> done() && {
        ERRAND_TRY_VOID(close());
        return json::object{{"bundles", std::move(hashes_)}};
    }

  private:
    Result<> close() {
        if (open_.empty()) return {};
        ERRAND_TRY(auto hash, place_.files.put(place_.user, json::write(std::exchange(open_, {}))));
        hashes_.emplace_back(std::move(hash));
        bytes_ = 0;
        return {};
    }

    Workplace& place_;
    json::array open_;
    json::array hashes_;
    std::size_t bytes_ = 0;
};

}  // namespace

Result<std::vector<Read>> read_of(Workplace& place, const Edit& edit) {
    std::vector<Read> all;
    const auto add = [&](Result<std::vector<Read>> more) -> Result<> {
        if (!more) return fail(std::move(more).error());
        std::ranges::move(*more, std::back_inserter(all));
        return {};
    };
    for (const auto& hash : edit.bundles) ERRAND_TRY_VOID(add(bundle_of(place, hash)));
    for (const auto& lost : edit.lost) ERRAND_TRY_VOID(add(lost_of(place, lost)));
    return all;
}

Result<json::value> read_item(Workplace& place, const std::string& list, std::size_t index) {
    ERRAND_TRY(const auto item, item_at(place, list, index));
    ERRAND_TRY(const auto text, text_of(place, item));
    ERRAND_TRY(const auto reading, reading_of(text));
    ERRAND_TRY(const auto hash, place.files.put(place.user, text));
    return json::object{{"name", item.name},
                        {"reading", hash},
                        {"invoices", reading.invoices.size()},
                        {"problem", reading.invoices.empty() && !reading.findings.empty()
                                        ? reading.findings.front().message
                                        : std::string()}};
}

Result<json::value> bundle(Workplace& place, const std::string& list, std::size_t first,
                           const json::array& readings) {
    ERRAND_TRY(const auto items, place.files.list(place.user, list));
    Bundles bundles(place);
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (first + i >= items.size())
            return fail(ErrorCode::Corrupt, "the list of files is shorter than it was");
        const auto& item = items[first + i];
        auto text = reading_text(place, item, readings[i]);
        if (text && !reading_of(*text)) text = fail(ErrorCode::Corrupt, "its reading is damaged");
        if (!text || text->size() > kBundleBytes)
            text = text_of(unread(item.name, text ? "what was read of it is too much to be kept"
                                                  : text.error().message));
        ERRAND_TRY_VOID(bundles.add({item.name, *std::move(text), lay_out(place, list, item)}));
    }
    return std::move(bundles).done();
}

}  // namespace errand::skills::ledger
