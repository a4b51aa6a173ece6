#include "invoice/desk.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "document/made_zip.hpp"
#include "invoice/collection.hpp"
#include "invoice/json.hpp"
#include "worker/confine.hpp"
#include "worker/sight.hpp"

namespace errand::worker {
namespace {

namespace fs = std::filesystem;
using invoice::Desk;
using invoice::Fault;
using invoice::Given;
using invoice::Reading;

constexpr std::string_view kInvoice =
    R"(<e:eInvoice xmlns:e="http://www.edrm.org.cn/schema/e-invoice/2019">
<e:InvoiceCode>050001</e:InvoiceCode><e:InvoiceNo>0001</e:InvoiceNo><e:IssueDate>2025年03月04日</e:IssueDate>
<e:TaxExclusiveTotalAmount>5.00</e:TaxExclusiveTotalAmount><e:TaxTotalAmount>***</e:TaxTotalAmount>
<e:TaxInclusiveTotalAmount>5.00</e:TaxInclusiveTotalAmount></e:eInvoice>)";

fs::path beside(const char* name) {
    return fs::read_symlink("/proc/self/exe").parent_path() / name;
}

// A desk whose readers do what a hostile document makes them do.
class Hostile : public testing::Test {
  protected:
    // The one finding of a file.
    invoice::Finding found(const std::string& act) {
        const auto reading = desk_.read("a.pdf", "%PDF- " + act);
        EXPECT_TRUE(reading.invoices.empty()) << act;
        EXPECT_EQ(reading.findings.size(), 1U) << act;
        if (reading.findings.empty()) return {};
        EXPECT_EQ(reading.findings.front().file, "a.pdf");
        return reading.findings.front();
    }

    Desk desk_{beside("errand-hostile-documents"), 2, std::chrono::milliseconds(1500)};
};

TEST_F(Hostile, WhatTakesTooMuchMemoryIsEnded) {
    if (kSanitized) GTEST_SKIP() << "a sanitizer's memory has no bound";
    for (const auto* act : {"memory", "abort"}) {
        const auto finding = found(act);
        EXPECT_EQ(finding.fault, Fault::TooLarge) << act;
        EXPECT_NE(finding.message.find("1024 MB of memory"), std::string::npos) << finding.message;
    }
}

TEST_F(Hostile, WhatTakesTooLongIsEnded) {
    for (const auto* act : {"loop", "sleep"}) {
        const auto finding = found(act);
        EXPECT_EQ(finding.fault, Fault::TooLarge) << act;
        EXPECT_NE(finding.message.find("more than 1 s"), std::string::npos) << finding.message;
    }
}

TEST_F(Hostile, TheBoundOfProcessorTimeIsToldAsTime) {
    EXPECT_EQ(found("time-limit").message, "done");
    const auto finding = found("time-signal");
    EXPECT_EQ(finding.fault, Fault::TooLarge);
    EXPECT_NE(finding.message.find("processor time"), std::string::npos) << finding.message;
}

TEST_F(Hostile, NoNetworkNoProgramNoProcess) {
    for (const auto* act : {"connect", "execute", "fork"}) {
        const auto finding = found(act);
        EXPECT_EQ(finding.fault, Fault::Unreadable) << act;
        EXPECT_NE(finding.message.find("led to"), std::string::npos) << act << finding.message;
    }
    for (const auto* act : {"thread", "code", "file-code", "kill", "abort-other", "file-signal"})
        EXPECT_EQ(found(act).message, "refused");
}

TEST_F(Hostile, NoFileIsWrittenAndNoForeignOneRead) {
    const auto folder = fs::temp_directory_path() / fmt::format("desk-{}", ::getpid());
    fs::create_directory(folder);
    const auto secret = folder / "secret";
    std::ofstream(secret) << "secret";
    EXPECT_EQ(found("write " + (folder / "new").string()).message, "refused");
    EXPECT_FALSE(fs::exists(folder / "new"));
    EXPECT_EQ(found("write " + secret.string()).message, "refused");
    EXPECT_EQ(fs::file_size(secret), 6U);
    EXPECT_EQ(found("read " + secret.string()).message,
              landlock_version() > 0 ? "refused" : "done");
    EXPECT_EQ(found("read /usr/bin/env").message, "done");
    fs::remove_all(folder);
}

TEST_F(Hostile, ACrashIsAFinding) {
    for (const auto* act : {"signal", "overflow", "throw", "exit"}) {
        const auto finding = found(act);
        EXPECT_EQ(finding.fault, Fault::Unreadable) << act;
        EXPECT_FALSE(finding.message.empty());
    }
    EXPECT_NE(found("signal").message.find("broke its reader"), std::string::npos);
}

TEST_F(Hostile, AnAnswerIsNotBelieved) {
    for (const auto* act : {"garbage", "zeros", "lie"}) {
        const auto finding = found(act);
        EXPECT_EQ(finding.fault, Fault::Unreadable) << act;
        EXPECT_NE(finding.message.find("cannot be understood"), std::string::npos)
            << finding.message;
    }
    EXPECT_EQ(found("flood").fault, Fault::TooLarge);
    EXPECT_EQ(found("fine").message, "done");
}

TEST_F(Hostile, FilesInFilesWithoutEndEnd) {
    const auto reading = desk_.read("a", "%PDF- nest");
    ASSERT_EQ(reading.findings.size(), 1U);
    EXPECT_EQ(reading.findings[0].file, "a/a/a/a/a/a");
    EXPECT_EQ(reading.findings[0].fault, Fault::TooLarge);
}

TEST_F(Hostile, OneBadFileCostsNoOther) {
    std::vector<Given> files;
    for (int at = 0; at < 20; ++at)
        files.push_back({std::to_string(at),
                         {},
                         at % 2 == 0 ? std::string("%PDF- signal") : std::string(kInvoice)});
    files.push_back({"slow", {}, "%PDF- loop"});
    const auto archive = document::made_zip(
        {{"bad", "%PDF- loop"}, {"good", std::string(kInvoice)}, {"bad too", "%PDF- garbage"}});
    files.push_back({"all.zip", {}, archive});
    std::set<std::size_t> counts;
    const auto readings = desk_.read_all(std::move(files), [&](const auto&, auto done, auto total) {
        EXPECT_EQ(total, 22U);
        counts.insert(done);
    });
    EXPECT_EQ(counts.size(), 22U);
    ASSERT_EQ(readings.size(), 22U);
    for (std::size_t at = 0; at < 20; ++at) EXPECT_EQ(readings[at].invoices.size(), at % 2) << at;
    const auto& all = readings.back();
    ASSERT_EQ(all.invoices.size(), 1U);
    EXPECT_EQ(all.invoices[0].files[0].path, "all.zip/good");
    ASSERT_EQ(all.findings.size(), 2U);
    EXPECT_EQ(all.findings[0].file, "all.zip/bad");
    EXPECT_EQ(all.findings[1].file, "all.zip/bad too");
}

TEST_F(Hostile, ASlowFileHoldsUpNoOther) {
    std::vector<Given> files{{"slow", {}, "%PDF- sleep"}};
    for (int at = 0; at < 5; ++at) files.push_back({std::to_string(at), {}, std::string(kInvoice)});
    std::vector<std::string> order;
    const auto readings = desk_.read_all(
        std::move(files), [&](const auto& path, auto, auto) { order.push_back(path); });
    ASSERT_EQ(order.size(), 6U);
    EXPECT_EQ(order.back(), "slow");
    EXPECT_EQ(readings.front().findings.size(), 1U);
    for (std::size_t at = 1; at < 6; ++at) EXPECT_EQ(readings[at].invoices.size(), 1U);
}

TEST_F(Hostile, StoppingLeavesNoFileUntold) {
    std::stop_source stop;
    std::vector<Given> files;
    for (int at = 0; at < 10; ++at) files.push_back({std::to_string(at), {}, "%PDF- fine"});
    const auto readings = desk_.read_all(
        std::move(files), [&](const auto&, auto, auto) { stop.request_stop(); }, stop.get_token());
    ASSERT_EQ(readings.size(), 10U);
    for (const auto& one : readings) EXPECT_EQ(one.findings.size(), 1U);
    EXPECT_EQ(readings.back().findings[0].message, "reading was stopped");
}

TEST(Desk, SaysWhatProgramIsMissing) {
    Desk desk("/nowhere/errand-documents", 1);
    const auto reading = desk.read("a.xml", kInvoice);
    ASSERT_EQ(reading.findings.size(), 1U);
    EXPECT_EQ(reading.findings[0].fault, Fault::Unsupported);
    EXPECT_NE(reading.findings[0].message.find("errand-documents cannot be started"),
              std::string::npos);
    Desk other("/bin/true", 1);
    EXPECT_EQ(other.read("a.xml", kInvoice).findings.size(), 1U);
}

TEST(Desk, StartsItsProgramAgain) {
    Desk desk(beside("errand-documents"), 1);
    ASSERT_EQ(desk.read("a.xml", kInvoice).invoices.size(), 1U);
    // Every child of this process is that program.
    std::ifstream children(fmt::format("/proc/self/task/{}/children", ::getpid()));
    pid_t child = 0;
    int killed = 0;
    while (children >> child)
        if (::kill(child, SIGKILL) == 0) ++killed;
    EXPECT_GE(killed, 1);
    EXPECT_EQ(desk.read("a.xml", kInvoice).invoices.size(), 1U);
}

TEST(Desk, ReadsFromDisk) {
    const auto folder = fs::temp_directory_path() / fmt::format("disk-{}", ::getpid());
    fs::create_directory(folder);
    std::ofstream(folder / "a.xml") << kInvoice;
    Desk desk(beside("errand-documents"));
    std::vector<Given> files{{"a.xml", folder / "a.xml"},
                             {"none", folder / "none"},
                             {"folder", folder},
                             {"device", "/dev/zero"}};
    const auto readings = desk.read_all(std::move(files));
    ASSERT_EQ(readings.size(), 4U);
    ASSERT_EQ(readings[0].invoices.size(), 1U);
    EXPECT_EQ(readings[0].invoices[0].files[0].path, "a.xml");
    for (std::size_t at = 1; at < 4; ++at) EXPECT_EQ(readings[at].findings.size(), 1U);
    fs::remove_all(folder);
}

TEST(Desk, HostileFilesEndInFindings) {
    Desk desk(beside("errand-documents"));
    std::vector<std::pair<std::string, std::string>> zeros;
    for (int at = 0; at < 10; ++at)
        zeros.emplace_back(std::to_string(at), std::string(40UL << 20U, '\0'));
    const auto bomb = document::made_zip(zeros);
    EXPECT_LT(bomb.size(), 1UL << 20U);
    auto nested = std::string(kInvoice);
    for (int depth = 0; depth < 5; ++depth) nested = document::made_zip({{"in", nested}});
    const auto refused = [&](const std::string& bytes, Fault fault) {
        const auto reading = desk.read("a", bytes);
        EXPECT_TRUE(reading.invoices.empty());
        ASSERT_EQ(reading.findings.size(), 1U);
        EXPECT_EQ(reading.findings[0].fault, fault) << reading.findings[0].message;
    };
    refused(bomb, Fault::TooLarge);
    refused(nested, Fault::TooLarge);
    refused(R"(<!DOCTYPE a [<!ENTITY x "yyyyyyyyyy"><!ENTITY z "&x;&x;&x;">]><a>&z;</a>)",
            Fault::Unreadable);
    refused(R"(<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>)",
            Fault::Unreadable);
    EXPECT_EQ(desk.read("a", kInvoice).invoices.size(), 1U);
}

// A tree of pages that holds itself.
TEST(Desk, APdfThatGoesInCirclesEnds) {
    const std::string loop =
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>>>\nendobj\n"
        "2 0 obj\n<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 3>>\nendobj\n"
        "3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 3 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
        "4 0 obj\n<</Kids[4 0 R 4 0 R]>>\nendobj\ntrailer<</Size 5/Root 1 0 R>>\n%%EOF\n";
    Desk desk(beside("errand-documents"));
    const auto reading = desk.read("a.pdf", loop);
    EXPECT_TRUE(reading.invoices.empty());
    EXPECT_FALSE(reading.findings.empty());
    EXPECT_EQ(desk.read("a", kInvoice).invoices.size(), 1U);
}

// What a collection holds, as text.
std::string shown(const invoice::Collection& all) {
    json::array records;
    for (const auto& one : all.records()) records.push_back(json::encode(one));
    std::string text = json::write(records);
    for (const auto& one : all.findings()) text += json::write(json::encode(one)) + "\n";
    for (const auto& one : all.duplicates())
        text += fmt::format("{} {} {}\n", one.file, one.record, one.same_bytes);
    return text;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Desk, ReadsPublicFilesAsOneProcessDoes) {
    const char* data = std::getenv("ERRAND_DATA");
    const auto folder =
        (data != nullptr ? fs::path(data) : fs::path(ERRAND_SOURCE_DIR) / "../shared/data") /
        "invoices/files";
    if (!fs::exists(folder)) GTEST_SKIP() << folder << " is not there";
    std::vector<fs::path> paths{fs::directory_iterator(folder), {}};
    std::ranges::sort(paths);
    Eyes eyes;
    invoice::Collection here;
    std::vector<Given> files;
    std::vector<std::pair<std::string, std::string>> packed;
    for (const auto& path : paths) {
        here.add(invoice::read_file(path.filename(), bytes_of(path), eyes));
        files.push_back({path.filename(), path});
        if (packed.size() < 40) packed.emplace_back(path.filename(), bytes_of(path));
    }
    const auto archive = document::made_zip(packed);
    here.add(invoice::read_file("all.zip", archive, eyes));
    files.push_back({"all.zip", {}, archive});
    invoice::Collection there;
    Desk desk(beside("errand-documents"));
    for (auto& one : desk.read_all(std::move(files))) there.add(std::move(one));
    here.check_all({.year = 2025});
    there.check_all({.year = 2025});
    EXPECT_EQ(shown(here), shown(there));
    EXPECT_GT(here.records().size(), 100U);
}

}  // namespace
}  // namespace errand::worker
