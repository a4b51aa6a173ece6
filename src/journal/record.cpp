#include "journal/record.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace errand::journal {
namespace {

// First letter of a kind, as it is stored. The words are flow::Kind's.
constexpr std::array<std::pair<char, std::string_view>, 3> kKinds{
    {{'r', "read"}, {'c', "change"}, {'s', "spend"}}};

std::string_view kind_from(std::string_view letter) {
    for (const auto& [first, kind] : kKinds) {
        if (letter.size() == 1 && letter.front() == first) return kind;
    }
    return {};
}

void begin(std::string& out, char letter) {
    if (!out.empty()) out += ',';
    out += "[\"";
    out += letter;
    out += '"';
}
void add(std::string& out, const json::value& value) {
    out += ',';
    out += json::write(value);
}
// Step ids and kinds: digits, dots and letters, which need no escape.
void add_plain(std::string& out, std::string_view text) {
    out += ",\"";
    out += text;
    out += '"';
}
void add_text(std::string& out, std::string_view text) {
    add(out, json::value(boost::json::string_view(text)));
}
void add_number(std::string& out, std::int64_t number) {
    out += ',';
    out += std::to_string(number);
}

// One record's list, read by position.
class Reader {
  public:
    explicit Reader(json::array& from) : from_(from) {}
    std::string text(std::size_t at) {
        const auto* found = at < from_.size() ? from_[at].if_string() : nullptr;
        if (found == nullptr) return ok_ = false, std::string();
        return std::string(*found);
    }
    std::int64_t number(std::size_t at) {
        const auto* found = at < from_.size() ? from_[at].if_int64() : nullptr;
        if (found == nullptr) return ok_ = false, 0;
        return *found;
    }
    bool flag(std::size_t at) {
        const auto* found = at < from_.size() ? from_[at].if_bool() : nullptr;
        if (found == nullptr) return ok_ = false, false;
        return *found;
    }
    // Each once: it is moved out of the list.
    json::value value(std::size_t at) {
        if (at >= from_.size()) return ok_ = false, json::value();
        return std::move(from_[at]);
    }
    bool is_null(std::size_t at) const { return at < from_.size() && from_[at].is_null(); }
    void refuse() { ok_ = false; }
    bool ok() const { return ok_; }

  private:
    json::array& from_;
    bool ok_ = true;
};

void read_intent(Reader& from, Record& record) {
    record.type = RecordType::Intent;
    record.step = from.text(1);
    record.kind = std::string(kind_from(from.text(2)));
    if (record.kind.empty()) from.refuse();
    record.name = from.text(3);
    record.data = from.value(4);
}
void read_value(Reader& from, Record& record) {
    record.type = RecordType::Value;
    record.step = from.text(1);
    record.data = from.value(2);
}
void read_failure(Reader& from, Record& record) {
    record.type = RecordType::Failure;
    record.step = from.text(1);
    record.error = {error_code_from(from.text(2)), from.text(3), from.text(4)};
}
void read_recorded(Reader& from, Record& record) {
    record.type = RecordType::Recorded;
    record.step = from.text(1);
    record.name = from.text(2);
    record.data = from.value(3);
}
void read_wait(Reader& from, Record& record) {
    record.type = RecordType::Wait;
    record.step = from.text(1);
    if (!from.is_null(2)) record.until = Time(Millis(from.number(2)));
}
void read_signal(Reader& from, Record& record) {
    record.type = RecordType::Signal;
    record.step = from.text(1);
    record.signal = static_cast<std::uint64_t>(from.number(2));
    record.name = from.text(3);
    record.data = from.value(4);
}
void read_cancelled(Reader& from, Record& record) {
    record.type = RecordType::Cancelled;
    record.step = from.text(1);
    record.signal = static_cast<std::uint64_t>(from.number(2));
}
void read_emitted(Reader&, Record& record) {
    record.type = RecordType::Emitted;
}
void read_checkpoint(Reader& from, Record& record) {
    record.type = RecordType::Checkpoint;
    record.segment = static_cast<std::uint64_t>(from.number(1));
    record.spent = from.flag(2);
    record.data = from.value(3);
}

struct Form {
    char letter;
    std::string_view name;
    void (*read)(Reader&, Record&);
};
// In the order of RecordType.
constexpr std::array<Form, 9> kForms{{{'i', "intent", read_intent},
                                      {'v', "value", read_value},
                                      {'e', "failure", read_failure},
                                      {'r', "recorded", read_recorded},
                                      {'w', "wait", read_wait},
                                      {'s', "signal", read_signal},
                                      {'k', "cancelled", read_cancelled},
                                      {'x', "emitted", read_emitted},
                                      {'c', "checkpoint", read_checkpoint}}};

std::unexpected<Error> corrupt(std::uint64_t append, std::string_view what) {
    return fail(ErrorCode::Corrupt, fmt::format("append {} of a flow: {}", append, what),
                "The journal is damaged, or a newer errand wrote it.");
}

Result<Record> read_one(json::value& from, std::uint64_t append) {
    auto* list = from.if_array();
    if (list == nullptr) return corrupt(append, "a record that is no list");
    Reader reader(*list);
    const auto letter = reader.text(0);
    for (const auto& form : kForms) {
        if (letter.size() != 1 || letter.front() != form.letter) continue;
        Record record;
        record.append = append;
        form.read(reader, record);
        if (!reader.ok()) return corrupt(append, fmt::format("an ill-formed {} record", form.name));
        return record;
    }
    return corrupt(append, fmt::format("a record of the unknown type '{}'", letter));
}

}  // namespace

void write_intent(std::string& out, std::string_view step, std::string_view name,
                  std::string_view kind, const json::value& arguments) {
    begin(out, 'i');
    add_plain(out, step);
    add_plain(out, kind.substr(0, 1));
    add_text(out, name);
    add(out, arguments);
    out += ']';
}

void write_value(std::string& out, std::string_view step, const json::value& value) {
    begin(out, 'v');
    add_plain(out, step);
    add(out, value);
    out += ']';
}

void write_record(std::string& out, const Record& record) {
    if (record.type == RecordType::Intent)
        return write_intent(out, record.step, record.name, record.kind, record.data);
    if (record.type == RecordType::Value) return write_value(out, record.step, record.data);
    begin(out, kForms[static_cast<std::size_t>(record.type)].letter);
    switch (record.type) {
        case RecordType::Failure:
            add_plain(out, record.step);
            add_text(out, to_string(record.error.code));
            add_text(out, record.error.message);
            add_text(out, record.error.advice);
            break;
        case RecordType::Recorded:
            add_plain(out, record.step);
            add_text(out, record.name);
            add(out, record.data);
            break;
        case RecordType::Wait:
            add_plain(out, record.step);
            if (record.until) {
                add_number(out, record.until->time_since_epoch().count());
            } else {
                out += ",null";
            }
            break;
        case RecordType::Signal:
            add_plain(out, record.step);
            add_number(out, static_cast<std::int64_t>(record.signal));
            add_text(out, record.name);
            add(out, record.data);
            break;
        case RecordType::Cancelled:
            add_plain(out, record.step);
            add_number(out, static_cast<std::int64_t>(record.signal));
            break;
        case RecordType::Checkpoint:
            add_number(out, static_cast<std::int64_t>(record.segment));
            out += record.spent ? ",true" : ",false";
            add(out, record.data);
            break;
        case RecordType::Intent:
        case RecordType::Value:
        case RecordType::Emitted:
            break;
    }
    out += ']';
}

Result<std::vector<Record>> read_records(std::string_view text, std::uint64_t append) {
    auto parsed = json::parse(fmt::format("[{}]", text));
    if (!parsed) return corrupt(append, parsed.error().message);
    std::vector<Record> records;
    for (auto& one : parsed->get_array()) {
        ERRAND_TRY(auto record, read_one(one, append));
        records.push_back(std::move(record));
    }
    return records;
}

json::value describe(const Record& record) {
    json::object out;
    out["append"] = record.append;
    out["type"] = kForms[static_cast<std::size_t>(record.type)].name;
    if (!record.step.empty()) out["step"] = record.step;
    if (!record.name.empty()) out["name"] = record.name;
    if (!record.kind.empty()) out["kind"] = record.kind;
    if (record.until) out["until"] = format_time(*record.until);
    if (record.signal != 0) out["signal"] = record.signal;
    if (record.type == RecordType::Failure) {
        out["error"] = {{"code", to_string(record.error.code)},
                        {"message", record.error.message},
                        {"advice", record.error.advice}};
    }
    if (record.type == RecordType::Checkpoint) out["segment"] = record.segment;
    const bool has_data = record.type == RecordType::Intent || record.type == RecordType::Value ||
                          record.type == RecordType::Recorded ||
                          record.type == RecordType::Signal ||
                          record.type == RecordType::Checkpoint;
    if (has_data) out["data"] = record.data;
    return out;
}

}  // namespace errand::journal
