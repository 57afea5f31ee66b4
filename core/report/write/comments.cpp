// SPDX-License-Identifier: Apache-2.0
#include "core/report/write/comments.h"

#include "core/base/version.h"
#include "core/base/visible_text.h"

namespace odimo::report {

std::vector<std::string> commentsOf(const Report &report)
{
    std::vector<std::string> comments = {"Mapping report of " + report.project + ": " + report.network + " on " +
                                             report.platformTitle + ", " + report.data,
                                         report.headline.sentence};
    if (!report.headline.detail.empty())
        comments.push_back(report.headline.detail);
    comments.push_back("Accuracies are fractions of the test set, intervals 95 % (Wilson); written by odimo " +
                       std::string(version()));
    for (std::string &comment : comments)
        comment = visibleLine(comment);
    return comments;
}

DataTable visibleTable(DataTable table)
{
    for (std::vector<TableCell> &row : table.rows)
        for (TableCell &cell : row)
            if (std::string *text = std::get_if<std::string>(&cell))
                *text = visibleLine(*text);
    return table;
}

} // namespace odimo::report
