"""Addresses under /dieu-hanh/gop-y/."""

from __future__ import annotations

from django.urls import path

from danvan.consultation.views import (
    counting,
    importing,
    intake,
    keeping,
    moderation,
    response_table,
    responses,
    retention,
    searching,
    syntheses,
    tokens,
    versions,
)

app_name = "consulting"
urlpatterns = [
    path("", keeping.consultations, name="consultations"),
    path("moi/", keeping.new, name="new"),
    path("hoi-nghi/", intake.conference, name="conference"),
    path("khoa/", tokens.tokens, name="tokens"),
    path("khoa/<int:pk>/thu-hoi/", tokens.revoke, name="revoke-token"),
    path("<slug:slug>/", keeping.consultation, name="consultation"),
    path("<slug:slug>/sua/", keeping.amend, name="amend"),
    path("<slug:slug>/goi-y/", keeping.questions, name="questions"),
    path("<slug:slug>/mo/", keeping.open_to_public, name="open"),
    path("<slug:slug>/du-thao/", versions.import_version, name="import-version"),
    path("<slug:slug>/du-thao/<int:pk>/", versions.version, name="version"),
    path("<slug:slug>/du-thao/<int:pk>/cong-bo/", versions.publish, name="publish-version"),
    path("<slug:slug>/nhap-tep/", importing.choose, name="take-in"),
    path("<slug:slug>/nhap-tep/xem/<str:name>/", importing.look, name="look"),
    path("<slug:slug>/nhap-tep/<int:pk>/khong-nhan.csv", importing.rejects, name="rejects"),
    path("<slug:slug>/so-luot/", intake.tallies, name="tallies"),
    path("<slug:slug>/so-luot/<int:pk>/", intake.correct_tally, name="correct-tally"),
    path("<slug:slug>/tinh-dem/", counting.policy, name="policy"),
    path("<slug:slug>/dau-moi/", counting.owners, name="owners"),
    path("<slug:slug>/dau-moi/<int:pk>/thoi/", counting.disown, name="disown"),
    path("<slug:slug>/doi-chieu/", counting.reconcile, name="reconciliation"),
    path("<slug:slug>/doi-chieu/tep.csv", counting.export, name="reconciliation-export"),
    path("<slug:slug>/tong-hop/", syntheses.runs, name="syntheses"),
    path("<slug:slug>/tong-hop/giao/", syntheses.ask, name="ask-synthesis"),
    path("<slug:slug>/tong-hop/<int:number>/cong-bo/", syntheses.publish, name="publish-synthesis"),
    path("<slug:slug>/tong-hop/<int:number>/<str:name>", syntheses.paper, name="synthesis-paper"),
    path("<slug:slug>/luu-giu/", retention.retention, name="retention"),
    path("<slug:slug>/y-kien/", searching.submissions, name="submissions"),
    path("<slug:slug>/kiem-duyet/", moderation.moderation, name="moderation"),
    path("<slug:slug>/kiem-duyet/<int:pk>/", moderation.moderated, name="moderated"),
    path("<slug:slug>/kiem-duyet/<int:pk>/thoi-an/", moderation.lift, name="lift"),
    path("<slug:slug>/kiem-duyet/<int:pk>/xem-lai/", moderation.decide_appeal, name="second-look"),
    path("<slug:slug>/kiem-duyet/<int:pk>/nguyen-van/", moderation.open_text, name="open-text"),
    path("<slug:slug>/tra-loi/", responses.responses, name="responses"),
    path("<slug:slug>/tra-loi/moi/", responses.draft, name="draft-response"),
    path("<slug:slug>/tra-loi/giao/", responses.ask, name="ask-response"),
    path("<slug:slug>/tra-loi/cong-bo/", responses.publish, name="publish-responses"),
    path("<slug:slug>/tra-loi/<int:pk>/", responses.response, name="response"),
    path("<slug:slug>/tra-loi/<int:pk>/dinh-chinh/", responses.correct, name="correct-response"),
    path("<slug:slug>/bang-tiep-thu.<str:kind>", response_table.table, name="response-table"),
]
