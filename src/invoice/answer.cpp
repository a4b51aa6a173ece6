#include "invoice/answer.hpp"

#include <boost/mp11.hpp>

#include <algorithm>
#include <cstring>

#include "document/limits.hpp"
#include "invoice/json.hpp"

namespace errand::invoice {
namespace {

struct InnerHead {
    std::string path;
    std::uint64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(InnerHead, (), (path, size))

struct Head {
    Reading reading;
    std::vector<InnerHead> inner;
    std::uint64_t budget_bytes = 0;
    std::uint64_t budget_entries = 0;
};
BOOST_DESCRIBE_STRUCT(Head, (), (reading, inner, budget_bytes, budget_entries))

constexpr std::size_t kMaxInnerPath = document::kMaxEntryName + 1;
constexpr std::size_t kMaxFormName = 16;

std::unexpected<Error> corrupt() {
    return fail(ErrorCode::Corrupt, "its reader answered what cannot be understood");
}

std::string written_head(const Opened& opened, const document::Budget& left) {
    Head head{opened.reading, {}, left.bytes, left.entries};
    for (const auto& one : opened.inner)
        head.inner.push_back({well_formed(one.path), one.bytes.size()});
    return json::write(json::encode(head));
}

bool inside(std::string_view path) {
    return path.starts_with('/') && path.size() <= kMaxInnerPath;
}

// A person says it to errand, never in a document.
bool says_user(const Invoice& invoice) {
    bool any = invoice.lines.source == Source::User;
    using Members = boost::describe::describe_members<Invoice, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>(
        [&](auto member) { any = any || (invoice.*member.pointer).source == Source::User; });
    return any;
}

bool believable(const Reading& reading) {
    const auto file = [](const File& one) {
        return one.path.empty() && !one.form.empty() && one.form.size() <= kMaxFormName;
    };
    return std::ranges::all_of(reading.invoices,
                               [&](const Invoice& one) {
                                   return one.files.size() == 1 && file(one.files.front()) &&
                                          !says_user(one);
                               }) &&
           std::ranges::all_of(reading.findings, [](const Finding& one) {
               return one.file.empty() || inside(one.file);
           });
}

}  // namespace

bool write_answer(Opened opened, const document::Budget& left,
                  const std::function<bool(std::string_view)>& send) {
    make_well_formed(opened.reading);
    auto head = written_head(opened, left);
    if (head.size() > document::kMaxReadingBytes) {
        opened = {{{}, {{Fault::TooLarge, "", "it states more than is read of one file"}}}, {}};
        head = written_head(opened, left);
    }
    const std::uint64_t size = head.size();
    if (!send({reinterpret_cast<const char*>(&size), sizeof size}) || !send(head)) return false;
    return std::ranges::all_of(opened.inner, [&](const Inner& one) { return send(one.bytes); });
}

Result<void> Answer::read_head() {
    // A JSON text names whole numbers up to 2^63 alone.
    ERRAND_TRY(auto head, json::read<Head>(head_));
    std::string().swap(head_);
    if (!believable(head.reading)) return corrupt();
    std::uint64_t total = 0;
    for (auto& one : head.inner) {
        if (!inside(one.path)) return corrupt();
        if (one.size > document::kMaxFileBytes || one.size > budget_.bytes - total)
            return fail(ErrorCode::Exhausted, "it unpacks to more than is allowed");
        total += one.size;
        sizes_.push_back(one.size);
        opened_.inner.push_back({std::move(one.path), {}});
    }
    if (head.inner.size() > budget_.entries)
        return fail(ErrorCode::Exhausted, "it holds more files than are allowed");
    if (head.reading.invoices.empty() && head.reading.findings.empty() && head.inner.empty())
        return corrupt();
    budget_.bytes = std::min<std::size_t>(budget_.bytes - total, head.budget_bytes);
    budget_.entries =
        std::min<std::size_t>(budget_.entries - head.inner.size(), head.budget_entries);
    opened_.reading = std::move(head.reading);
    read_ = true;
    return {};
}

Result<void> Answer::add(std::string_view piece) {
    while (!piece.empty()) {
        if (!read_) {
            const auto wanted = head_size_ == 0 ? sizeof head_size_ : head_size_;
            const auto part = piece.substr(0, wanted - head_.size());
            head_ += part;
            piece.remove_prefix(part.size());
            if (head_.size() < wanted) return {};
            if (head_size_ != 0) {
                ERRAND_TRY_VOID(read_head());
                continue;
            }
            std::memcpy(&head_size_, head_.data(), sizeof head_size_);
            head_.clear();
            if (head_size_ == 0 || head_size_ > document::kMaxReadingBytes) return corrupt();
            continue;
        }
        while (at_ < sizes_.size() && opened_.inner[at_].bytes.size() == sizes_[at_]) ++at_;
        if (at_ == sizes_.size()) return corrupt();
        auto& bytes = opened_.inner[at_].bytes;
        const auto part = piece.substr(0, sizes_[at_] - bytes.size());
        bytes += part;
        piece.remove_prefix(part.size());
    }
    return {};
}

Result<Opened> Answer::take() {
    if (!read_) return corrupt();
    for (std::size_t at = 0; at < sizes_.size(); ++at)
        if (opened_.inner[at].bytes.size() != sizes_[at]) return corrupt();
    return std::move(opened_);
}

}  // namespace errand::invoice
