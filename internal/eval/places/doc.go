// Package places measures place names against gold toponyms: exact spans, as
// the papers on LGL (Lieberman et al. 2010) and TR-News (Kamalloo and Rafiei
// 2018) do, and how many of those found lie where the gold has them.
//
// In goes an XML file of articles with toponyms; out come the scores and a
// list of errors.
package places
